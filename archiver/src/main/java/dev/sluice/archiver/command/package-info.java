/// Commands on the archive, for `./sluice` and for jobs that run in the archiver's image. Where the
/// bucket is, is the AWS SDK's own matter; `--local` is added by the end-to-end module. Start
/// reading at [dev.sluice.archiver.command.ArchiveCommand].
@NullMarked
package dev.sluice.archiver.command;

import org.jspecify.annotations.NullMarked;
