package dev.sluice.ingest.publish.outbox;

import java.time.Duration;

/// Whether whole calls fail. While they do, one at a time is tried, after a pause that grows.
final class Trouble {
  private final Backoff backoff;
  private final long awayAfter;
  private int failures;
  private long since;
  private long lastFailure;
  private long pausedUntil;

  /// @param awayAfter without any success
  Trouble(Backoff backoff, Duration awayAfter) {
    this.backoff = backoff;
    this.awayAfter = awayAfter.toNanos();
  }

  /// @param begun when the call that failed began: of several that fail together one counts
  void failed(long begun, long now) {
    if (failures == 0) {
      since = begun;
    } else if (begun <= lastFailure) {
      return;
    }
    failures++;
    lastFailure = now;
    pausedUntil = now + backoff.nanos(failures);
  }

  void succeeded() {
    failures = 0;
    pausedUntil = 0;
  }

  boolean isOn() {
    return failures > 0;
  }

  boolean isAway(long now) {
    return failures > 0 && now - since >= awayAfter;
  }

  long pausedUntil() {
    return pausedUntil;
  }
}
