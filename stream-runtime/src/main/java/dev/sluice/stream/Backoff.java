package dev.sluice.stream;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Pauses between attempts: exponential with full jitter, so that workers that failed together do
/// not come back together.
///
/// @param base greatest pause after the first failure
/// @param cap greatest pause ever
/// @see <a
///   href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">
///   Timeouts, retries and backoff with jitter</a>
public record Backoff(Duration base, Duration cap) {
  /// For what passes by itself.
  public static final Backoff SHORT = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5));

  /// For what somebody has to mend.
  public static final Backoff LONG = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  public Backoff {
    if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "backoff has base %s and cap %s, needs 0 < base <= cap".formatted(base, cap));
    }
  }

  /// The pause after a number of failures in a row: evenly spread from 0 to the lesser of `cap` and
  /// base × 2^(failures − 1).
  ///
  /// @param failures at least 1
  public Duration after(int failures, RandomGenerator random) {
    if (failures < 1) {
      throw new IllegalArgumentException("failures is " + failures + ", must be at least 1");
    }
    long ceiling = base.toMillis() << Math.min(failures - 1, 20);
    return Duration.ofMillis(random.nextLong(Math.min(ceiling, cap.toMillis()) + 1));
  }
}
