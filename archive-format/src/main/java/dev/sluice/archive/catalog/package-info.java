/// Which files of the archive are current: every reader starts at a partition's manifest. Pure but
/// for its port to the bucket. Start reading at [dev.sluice.archive.catalog.Manifests].
@NullMarked
package dev.sluice.archive.catalog;

import org.jspecify.annotations.NullMarked;
