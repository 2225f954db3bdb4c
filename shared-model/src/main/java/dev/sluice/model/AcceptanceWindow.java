package dev.sluice.model;

import java.time.Duration;
import java.time.Instant;

/// How far a device's clock may be from the arrival: `[received − past, received + future]`.
public record AcceptanceWindow(Duration past, Duration future) {
  public static final AcceptanceWindow DEFAULT =
      new AcceptanceWindow(Duration.ofDays(30), Duration.ofMinutes(10));

  public AcceptanceWindow {
    if (past.isNegative() || past.isZero()) {
      throw new IllegalArgumentException("accepted past " + past + " is not above zero");
    }
    if (future.isNegative()) {
      throw new IllegalArgumentException("accepted future " + future + " is below zero");
    }
  }

  public boolean accepts(Instant eventTime, Instant receivedTime) {
    return !eventTime.isBefore(receivedTime.minus(past))
        && !eventTime.isAfter(receivedTime.plus(future));
  }
}
