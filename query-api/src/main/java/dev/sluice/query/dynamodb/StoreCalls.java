package dev.sluice.query.dynamodb;

import dev.sluice.query.read.StoreUnavailableException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Calls the SDK and tells a store that is away from a call that was wrong.
final class StoreCalls {
  /// Refusals of what we sent: asking again cannot help, and they are ours to repair.
  private static final Set<String> OUR_MISTAKES =
      Set.of("ValidationException", "SerializationException");

  private StoreCalls() {}

  /// @throws StoreUnavailableException for throttling, time-outs, 5xx, refused credentials and
  ///   missing tables alike
  static <T> T call(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      if (isOurMistake(e)) {
        throw e;
      }
      throw new StoreUnavailableException("cannot read " + what, e);
    }
  }

  static boolean isOurMistake(SdkException e) {
    return e instanceof AwsServiceException refused
        && refused.awsErrorDetails() != null
        && OUR_MISTAKES.contains(refused.awsErrorDetails().errorCode());
  }
}
