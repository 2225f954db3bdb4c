package dev.sluice.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// How the clocks of the devices behave.
///
/// @param disorder how far an event's time may lie before its send; zero keeps each device's events
///   in order of time
/// @param acceptedPast Sluice refuses what is older; late events are at least an hour older
/// @param acceptedFuture Sluice refuses what is further ahead; late events are at least an hour
///   more
public record DeviceClock(Duration disorder, Duration acceptedPast, Duration acceptedFuture) {
  public static final DeviceClock IN_ORDER =
      new DeviceClock(Duration.ZERO, Duration.ofDays(30), Duration.ofMinutes(10));
  private static final long HOUR_MILLIS = 3_600_000;

  public DeviceClock {
    if (disorder.isNegative() || acceptedPast.isNegative() || acceptedFuture.isNegative()) {
      throw new IllegalArgumentException(
          "disorder %s, accepted past %s or accepted future %s is below zero"
              .formatted(disorder, acceptedPast, acceptedFuture));
    }
    if (disorder.compareTo(acceptedPast.dividedBy(2)) > 0) {
      throw new IllegalArgumentException(
          "disorder %s is over half of the accepted past %s: its events could arrive too late"
              .formatted(disorder, acceptedPast));
    }
  }

  public DeviceClock withDisorder(Duration other) {
    return new DeviceClock(other, acceptedPast, acceptedFuture);
  }

  Instant read(Instant due, RandomGenerator random) {
    return disorder.isZero() ? due : due.minusMillis(random.nextLong(disorder.toMillis() + 1));
  }

  Instant readWrong(Instant due, RandomGenerator random) {
    Duration beyond = Duration.ofMillis(HOUR_MILLIS + random.nextLong(HOUR_MILLIS));
    return random.nextBoolean()
        ? due.minus(acceptedPast).minus(beyond)
        : due.plus(acceptedFuture).plus(beyond);
  }
}
