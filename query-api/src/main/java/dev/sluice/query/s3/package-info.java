/// The archive on S3. Start reading at [dev.sluice.query.s3.S3Archive].
@NullMarked
package dev.sluice.query.s3;

import org.jspecify.annotations.NullMarked;
