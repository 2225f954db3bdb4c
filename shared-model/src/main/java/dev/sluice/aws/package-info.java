/// What every process that calls AWS needs. Start reading at [dev.sluice.aws.AwsCallMetrics].
@NullMarked
package dev.sluice.aws;

import org.jspecify.annotations.NullMarked;
