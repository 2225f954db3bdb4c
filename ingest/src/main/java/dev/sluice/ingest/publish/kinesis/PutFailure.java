package dev.sluice.ingest.publish.kinesis;

import dev.sluice.ingest.publish.outbox.Answer;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/// What a failed call means, by the text of the error code: emulators do not always produce the
/// right class. What nobody foresaw is put again, for it may be mended while that goes on.
///
/// @see <a
///   href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html#API_PutRecords_Errors">
///   Errors of PutRecords</a>
final class PutFailure {
  /// Refusals for what is in the request.
  private static final Set<String> REFUSED =
      Set.of(
          "invalidargumentexception",
          "validationexception",
          "validationerror",
          "serializationexception",
          "requestentitytoolarge",
          "requestentitytoolargeexception");

  private PutFailure() {}

  static Answer of(SdkException failure) {
    return switch (failure) {
      case AwsServiceException service -> ofService(service);
      case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ ->
          new Answer.Unanswered("timeout", failure);
      default -> new Answer.Unanswered("no_answer", failure);
    };
  }

  private static Answer ofService(AwsServiceException failure) {
    String code = code(failure);
    if (REFUSED.contains(code.toLowerCase(Locale.ROOT)) || failure.statusCode() == 413) {
      return new Answer.Refused(code, failure);
    }
    return new Answer.Unanswered(code, failure);
  }

  private static String code(AwsServiceException failure) {
    String code = failure.awsErrorDetails() == null ? null : failure.awsErrorDetails().errorCode();
    return code == null || code.isBlank()
        ? "http_" + failure.statusCode()
        : code.substring(code.indexOf('#') + 1);
  }
}
