/// The AWS clients of the write path: short time-outs, and no retries but those of
/// [dev.sluice.stream.PatientCaller]. Start reading at [dev.sluice.consumer.aws.AwsClients].
@NullMarked
package dev.sluice.consumer.aws;

import org.jspecify.annotations.NullMarked;
