/// The AWS clients of the write path: short time-outs, and no retries but those of
/// [dev.sluice.stream.PatientCaller]; and how many items become requests. Start reading at
/// [dev.sluice.consumer.aws.Requests].
@NullMarked
package dev.sluice.consumer.aws;

import org.jspecify.annotations.NullMarked;
