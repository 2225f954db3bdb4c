/// The archive's bucket on S3. Start reading at [dev.sluice.archive.s3.S3ArchiveBucket].
@NullMarked
package dev.sluice.archive.s3;

import org.jspecify.annotations.NullMarked;
