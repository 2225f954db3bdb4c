package dev.sluice.stream;

import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

/// Makes a call again and again until it succeeds, is refused for good, or the shard has to be let
/// go. How often does not matter: a shard waits out any outage, and nothing is lost.
///
/// Safe for use by many threads, if `random` is.
public final class PatientCaller {
  private final FaultClassifier classifier;
  private final RandomGenerator random;

  public PatientCaller(FaultClassifier classifier, RandomGenerator random) {
    this.classifier = classifier;
    this.random = random;
  }

  /// @param operation name for metrics and health, of few values: `event-ids.claim`
  /// @param call must come back by itself, so the client under it needs a time-out; what a service
  ///   answers by exception but is a result (a failed condition) is to be caught inside
  /// @throws ShardReleased when the shard must not be worked on any more
  /// @throws CallRefused on [FaultKind#REFUSED_ITEM]
  public <T> T call(String operation, Callable<T> call, ShardControl control)
      throws ShardReleased, CallRefused, InterruptedException {
    for (int failures = 1; ; failures++) {
      control.ensureHeld();
      try {
        T result = call.call();
        control.succeeded(operation);
        return result;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        FaultKind kind = classifier.classify(e);
        if (kind == FaultKind.REFUSED_ITEM) {
          control.progressed();
          throw new CallRefused(operation, e);
        }
        control.failed(operation, kind, e);
        Backoff backoff = kind == FaultKind.HOLDS_SHARD ? Backoff.LONG : Backoff.SHORT;
        control.pause(backoff.after(failures, random));
      }
    }
  }
}
