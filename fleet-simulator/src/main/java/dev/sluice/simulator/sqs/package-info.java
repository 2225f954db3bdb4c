/// Submissions into an SQS queue. Start reading at [SqsIngestPoint].
@NullMarked
package dev.sluice.simulator.sqs;

import org.jspecify.annotations.NullMarked;
