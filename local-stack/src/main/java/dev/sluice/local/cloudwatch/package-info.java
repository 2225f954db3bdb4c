/// A double of CloudWatch metrics. Start reading at [dev.sluice.local.cloudwatch.LocalCloudWatch].
@NullMarked
package dev.sluice.local.cloudwatch;

import org.jspecify.annotations.NullMarked;
