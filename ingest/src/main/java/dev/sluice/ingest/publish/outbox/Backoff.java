package dev.sluice.ingest.publish.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to pause before the next attempt: random between half and all of a bound that doubles
/// from `first` to `most`. The half keeps a pause from being none.
public record Backoff(Duration first, Duration most, RandomGenerator random) {
  private static final int MOST_DOUBLINGS = 20;

  public Backoff {
    if (!first.isPositive() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "back-off from " + first + " to " + most + ": the first is above 0, the other not less");
    }
  }

  /// @param failures in a row so far, at least 1
  long nanos(int failures) {
    long bound =
        Math.min(first.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS), most.toNanos());
    return bound / 2 + random.nextLong(bound / 2 + 1);
  }
}
