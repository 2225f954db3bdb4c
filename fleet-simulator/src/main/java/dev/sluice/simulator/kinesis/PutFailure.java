package dev.sluice.simulator.kinesis;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What a failed `PutRecords` call means for its records.
enum PutFailure {
  /// Nothing was applied; try again.
  REFUSED_FOR_NOW,
  /// It may have been applied; try again, and say so.
  UNANSWERED,
  /// Trying again cannot help.
  REFUSED_FOR_GOOD;

  /// Refusals that pass although their status is a 4xx: throttling, and credentials that a renewal
  /// replaces. See the [common
  /// errors](https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html).
  private static final Set<String> PASSING =
      Set.of(
          "ProvisionedThroughputExceededException",
          "KMSThrottlingException",
          "LimitExceededException",
          "ExpiredToken",
          "ExpiredTokenException",
          "RequestExpired");

  static PutFailure of(SdkException failure) {
    if (!(failure instanceof AwsServiceException service)) {
      return UNANSWERED;
    }
    String code = service.awsErrorDetails() == null ? "" : service.awsErrorDetails().errorCode();
    if (service.isThrottlingException() || PASSING.contains(code)) {
      return REFUSED_FOR_NOW;
    }
    return service.statusCode() >= 500 ? UNANSWERED : REFUSED_FOR_GOOD;
  }
}
