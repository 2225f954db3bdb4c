/// Dead letters of submissions on S3. Start reading at [dev.sluice.ingest.s3.S3RefusedSubmissions].
@NullMarked
package dev.sluice.ingest.s3;

import org.jspecify.annotations.NullMarked;
