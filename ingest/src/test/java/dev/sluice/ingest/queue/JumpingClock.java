package dev.sluice.ingest.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Runs, and can be put forward.
final class JumpingClock extends Clock {
  private final Clock base = Clock.systemUTC();
  private volatile Duration offset;

  JumpingClock(Instant start) {
    this.offset = Duration.between(base.instant(), start);
  }

  void forward(Duration time) {
    offset = offset.plus(time);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("always UTC, not " + zone);
  }
}
