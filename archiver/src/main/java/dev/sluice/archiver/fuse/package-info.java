/// Keeps events from expiring while the archiver cannot keep up. Start reading at
/// [dev.sluice.archiver.fuse.Fuse].
@NullMarked
package dev.sluice.archiver.fuse;

import org.jspecify.annotations.NullMarked;
