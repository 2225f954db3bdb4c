/// Which files of the archive are current: every reader starts at a partition's manifest. Pure but
/// for its port to the bucket. Start reading at [dev.sluice.archiver.catalog.Manifests].
@NullMarked
package dev.sluice.archiver.catalog;

import org.jspecify.annotations.NullMarked;
