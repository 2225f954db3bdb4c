package dev.sluice.simulator.pace;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: random between nothing and a bound that doubles from
/// `first` to `most` ([full
/// jitter](https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/)).
public record Backoff(Duration first, Duration most, RandomGenerator random) {
  private static final int MOST_DOUBLINGS = 20;

  public Backoff {
    if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "back-off from " + first + " to " + most + ": the first is above 0, the other not less");
    }
  }

  /// @param failures so far, at least 1
  public Duration delay(int failures) {
    long bound = first.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS);
    return Duration.ofNanos(random.nextLong(Math.min(bound, most.toNanos()) + 1));
  }
}
