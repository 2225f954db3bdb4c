/// An S3 server on plain files. Start reading at [dev.sluice.local.s3.LocalS3].
@NullMarked
package dev.sluice.local.s3;

import org.jspecify.annotations.NullMarked;
