package dev.sluice.ingest.udp;

import java.time.Duration;
import java.util.Optional;

/// When one publisher is asked for what. Pure; times are nanoseconds that never go back.
///
/// It is asked to start when events are wanted; asked again half-way through its lease, and after a
/// silence, for the request or the publisher may have been lost; asked to stop when the stream
/// cannot take more.
final class PullSession {
  private final Duration lease;
  private final Duration silence;
  private boolean asked;
  private long askedAt;
  private long heardAt;

  PullSession(Duration lease, Duration silence) {
    this.lease = lease;
    this.silence = silence;
  }

  /// @param wanted whether the stream can take more
  Optional<PullRequest> next(long now, boolean wanted) {
    if (!wanted) {
      boolean running = asked;
      asked = false;
      return running ? Optional.of(new PullRequest.Stop()) : Optional.empty();
    }
    if (asked && !isDue(now)) {
      return Optional.empty();
    }
    if (!asked) {
      heardAt = now;
    }
    asked = true;
    askedAt = now;
    return Optional.of(new PullRequest.Start(lease));
  }

  private boolean isDue(long now) {
    long quiet = Math.min(now - askedAt, now - heardAt);
    return now - askedAt >= lease.toNanos() / 2 || quiet >= silence.toNanos();
  }

  void heard(long now) {
    heardAt = now;
  }
}
