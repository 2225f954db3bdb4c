/// One small class per Kinesis operation, each naming its page in the AWS API reference. Start
/// reading at [dev.sluice.local.kinesis.action.Actions].
@NullMarked
package dev.sluice.local.kinesis.action;

import org.jspecify.annotations.NullMarked;
