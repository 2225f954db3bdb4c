/// What only the archiver does on S3: dead letters of changes, and the bucket of a command. Start
/// reading at [dev.sluice.archiver.s3.S3Stores].
@NullMarked
package dev.sluice.archiver.s3;

import org.jspecify.annotations.NullMarked;
