/// Dead letters and the marks of their replay in S3. Start reading at
/// [dev.sluice.e2e.deadletters.s3.S3ReplayMarks].
@NullMarked
package dev.sluice.e2e.deadletters.s3;

import org.jspecify.annotations.NullMarked;
