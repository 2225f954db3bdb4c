/// An SQS server. Start reading at [dev.sluice.local.sqs.LocalSqs].
@NullMarked
package dev.sluice.local.sqs;

import org.jspecify.annotations.NullMarked;
