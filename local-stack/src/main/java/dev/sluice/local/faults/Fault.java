package dev.sluice.local.faults;

import java.time.Duration;

/// One way in which a call to AWS goes wrong. A server applies the fault to the next matching call.
public sealed interface Fault {

  /// Refused with the service's own throttling error; nothing is applied.
  record Throttled() implements Fault {}

  /// Refused with a 5xx; nothing is applied.
  record ServerError(int status) implements Fault {
    public ServerError {
      if (status < 500 || status > 599) {
        throw new IllegalArgumentException("status " + status + " is not in 500..599");
      }
    }
  }

  /// Applied and answered, but only after the delay.
  record Delayed(Duration delay) implements Fault {}

  /// The connection is closed without an answer; nothing is applied.
  record ConnectionCut() implements Fault {}

  /// Applied, but the connection is closed instead of answering: the client cannot tell whether it
  /// was.
  record AppliedButCut() implements Fault {}

  /// Some entries of a batch are applied, the others are refused one by one as the service refuses
  /// them (`FailedRecordCount`, `UnprocessedItems`, a statement's error). `share` of the entries,
  /// in (0, 1], is refused; at least one. Operations that are no batch are throttled.
  record PartialFailure(double share) implements Fault {
    public PartialFailure {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("share " + share + " is not in (0, 1]");
      }
    }
  }

  /// Refused as AWS refuses credentials that have run out; nothing is applied.
  record CredentialsExpired() implements Fault {}

  /// Refused as AWS refuses a principal without the permission; nothing is applied.
  record AccessDenied() implements Fault {}
}
