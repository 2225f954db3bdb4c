package dev.sluice.ingest.queue;

import dev.sluice.ingest.publish.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Whether to ask the queue for more: not while the stream is away, nor for a while after it had no
/// room.
final class Valve {
  private final Publisher publisher;
  private final Clock clock;
  private volatile Instant shutUntil = Instant.MIN;

  Valve(Publisher publisher, Clock clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  void shut(Duration time) {
    shutUntil = clock.instant().plus(time);
  }

  boolean isOpen() {
    return publisher.state() == Publisher.State.OPEN && !clock.instant().isBefore(shutUntil);
  }
}
