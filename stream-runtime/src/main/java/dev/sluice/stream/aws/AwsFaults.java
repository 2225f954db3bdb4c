package dev.sluice.stream.aws;

import dev.sluice.stream.FaultClassifier;
import dev.sluice.stream.FaultKind;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Tells the failures of AWS calls apart, by the text of the error code: exception classes differ
/// from service to service, and emulators do not always produce the right one.
///
/// What nobody foresaw holds the shard: that can be mended later, a wrong dead letter cannot.
///
/// @see <a href=
///   "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">
///   Error handling with DynamoDB</a>
/// @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error
///   responses</a>
public final class AwsFaults implements FaultClassifier {
  /// Refusals that are no HTTP 5xx but pass.
  private static final Set<String> TRANSIENT =
      Set.of(
          "throttling",
          "throttlingexception",
          "throttlingerror",
          "throttledexception",
          "provisionedthroughputexceededexception",
          "provisionedthroughputexceeded",
          "requestlimitexceeded",
          "requestthrottled",
          "requestthrottledexception",
          "limitexceededexception",
          "toomanyrequestsexception",
          "bandwidthlimitexceeded",
          "slowdown",
          "kmsthrottlingexception",
          "priorrequestnotcomplete",
          "transactioninprogressexception",
          "transactionconflict",
          "transactionconflictexception",
          "replicatedwriteconflictexception",
          "duplicaterequest",
          "requesttimeout",
          "requesttimeoutexception",
          "requestexpired",
          "requesttimetooskewed",
          "expiredtoken",
          "expiredtokenexception",
          "internalerror",
          "internalfailure",
          "internalservererror",
          "serviceunavailable",
          "serviceunavailableexception");

  /// Refusals for what is in the request.
  private static final Set<String> REFUSED =
      Set.of(
          "validationexception",
          "validationerror",
          "itemcollectionsizelimitexceededexception",
          "itemcollectionsizelimitexceeded",
          "serializationexception",
          "requestentitytoolarge",
          "requesttoolarge",
          "entitytoolarge",
          "keytoolongerror",
          "keytoolong",
          "metadatatoolarge",
          "invaliddigest");

  @Override
  public FaultKind classify(Throwable fault) {
    return switch (unwrapped(fault)) {
      case AwsServiceException service -> ofService(service);
      case SdkClientException _, IOException _, TimeoutException _ -> FaultKind.TRANSIENT;
      default -> FaultKind.HOLDS_SHARD;
    };
  }

  private static FaultKind ofService(AwsServiceException fault) {
    String code = normalised(code(fault));
    if (TRANSIENT.contains(code)) {
      return FaultKind.TRANSIENT;
    }
    if (REFUSED.contains(code) || fault.statusCode() == 413) {
      return FaultKind.REFUSED_ITEM;
    }
    return isTransientStatus(fault.statusCode()) ? FaultKind.TRANSIENT : FaultKind.HOLDS_SHARD;
  }

  private static boolean isTransientStatus(int status) {
    return status >= 500 || status == 429 || status == 408;
  }

  private static @Nullable String code(AwsServiceException fault) {
    return fault.awsErrorDetails() == null ? null : fault.awsErrorDetails().errorCode();
  }

  /// `com.amazonaws.dynamodb.v20120810#ThrottlingException` and `ThrottlingException:http://…` are
  /// both met in the wild.
  private static String normalised(@Nullable String code) {
    if (code == null) {
      return "";
    }
    String bare = code.substring(code.indexOf('#') + 1);
    int colon = bare.indexOf(':');
    return (colon < 0 ? bare : bare.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  private static Throwable unwrapped(Throwable fault) {
    Throwable inner = fault;
    while ((inner instanceof CompletionException || inner instanceof ExecutionException)
        && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }
}
