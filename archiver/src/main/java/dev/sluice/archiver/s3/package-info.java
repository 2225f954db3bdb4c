/// The archive's bucket on S3. Start reading at [dev.sluice.archiver.s3.S3ArchiveBucket].
@NullMarked
package dev.sluice.archiver.s3;

import org.jspecify.annotations.NullMarked;
