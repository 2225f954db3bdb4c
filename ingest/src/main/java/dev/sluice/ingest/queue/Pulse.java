package dev.sluice.ingest.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// When somebody last came forward. Any finished attempt counts, failed or not; only what returns
/// nothing at all is stuck.
final class Pulse {
  private final Clock clock;
  private volatile Instant last;

  Pulse(Clock clock) {
    this.clock = clock;
    this.last = clock.instant();
  }

  void beat() {
    last = clock.instant();
  }

  Duration age() {
    return Duration.between(last, clock.instant());
  }
}
