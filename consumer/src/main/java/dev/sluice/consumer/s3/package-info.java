/// Dead letters on S3. Start reading at [dev.sluice.consumer.s3.S3DeadLetters].
@NullMarked
package dev.sluice.consumer.s3;

import org.jspecify.annotations.NullMarked;
