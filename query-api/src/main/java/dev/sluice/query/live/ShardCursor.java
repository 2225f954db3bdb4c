package dev.sluice.query.live;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How far one shard of the feed is read.
final class ShardCursor {
  private final String shard;
  private final Set<String> waitsFor;
  private @Nullable String position;
  private Instant heard;
  private boolean held = true;

  /// @param waitsFor the shards that have to be read to their ends before this one is begun: they
  ///   may be its parents, whose events go before its own
  ShardCursor(String shard, Set<String> waitsFor, Instant heard) {
    this.shard = shard;
    this.waitsFor = new HashSet<>(waitsFor);
    this.heard = heard;
  }

  String shard() {
    return shard;
  }

  void heard(Instant now) {
    heard = now;
    held = true;
  }

  Instant lastHeard() {
    return heard;
  }

  /// Whether it is to be asked for what is new.
  boolean isRead() {
    return held;
  }

  /// Nobody holds it any more, and all that it told is read.
  void rest() {
    held = false;
  }

  /// Another shard was read to its end.
  void drained(String other) {
    waitsFor.remove(other);
  }

  boolean mayBegin() {
    return position == null && waitsFor.isEmpty();
  }

  boolean hasBegun() {
    return position != null;
  }

  String position() {
    if (position == null) {
      throw new IllegalStateException("shard " + shard + " has not been begun");
    }
    return position;
  }

  void moveTo(String next) {
    position = next;
  }
}
