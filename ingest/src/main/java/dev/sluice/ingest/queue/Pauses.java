package dev.sluice.ingest.queue;

import java.time.Duration;

/// Growing pauses between attempts at the same thing.
final class Pauses {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Duration next = FIRST;

  Duration next() {
    Duration now = next;
    next = now.multipliedBy(2).compareTo(LONGEST) < 0 ? now.multipliedBy(2) : LONGEST;
    return now;
  }

  void reset() {
    next = FIRST;
  }
}
