/// The AWS clients of a service's work: short time-outs, and no retries but those of
/// [dev.sluice.stream.PatientCaller]. Start reading at [dev.sluice.stream.service.aws.AwsClients].
@NullMarked
package dev.sluice.stream.service.aws;

import org.jspecify.annotations.NullMarked;
