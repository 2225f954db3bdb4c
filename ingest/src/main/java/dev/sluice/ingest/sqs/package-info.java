/// The queue of submissions on SQS. Start reading at [dev.sluice.ingest.sqs.SqsSubmissionQueue].
@NullMarked
package dev.sluice.ingest.sqs;

import org.jspecify.annotations.NullMarked;
