/// From the change stream to the archive, an epoch at a time. Start reading at
/// [dev.sluice.archiver.commit.EpochProcessor]; [dev.sluice.archiver.commit.EpochCommit] is what
/// makes an epoch durable.
@NullMarked
package dev.sluice.archiver.commit;

import org.jspecify.annotations.NullMarked;
