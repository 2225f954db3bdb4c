package dev.sluice.query.live;

import java.time.Instant;

/// What a connection that was resumed still has to be told of the past.
final class Replay {
  private final ResumePoint from;
  private Instant begins;
  private long next = -1;

  /// @param begins when no subscription has come for long enough
  Replay(ResumePoint from, Instant begins) {
    this.from = from;
    this.begins = begins;
  }

  ResumePoint from() {
    return from;
  }

  /// Another subscription has come.
  void postpone(Instant until) {
    begins = until;
  }

  boolean hasBegun() {
    return next >= 0;
  }

  boolean isDue(Instant now) {
    return !hasBegun() && !begins.isAfter(now);
  }

  /// The number of the entry that is to be told next.
  long next() {
    return next;
  }

  void goOnAt(long number) {
    next = number;
  }

  /// Whether an event of the shard at this position is news to the client.
  boolean isNews(String shard, String position) {
    return position.compareTo(from.positions().getOrDefault(shard, "")) > 0;
  }
}
