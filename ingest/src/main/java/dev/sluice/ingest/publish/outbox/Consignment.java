package dev.sluice.ingest.publish.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Entries that were taken together, and what their sender waits for.
final class Consignment {
  final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
  final long takenAt;
  final long deadline;
  final List<Waiting> entries;
  private int missing;
  private boolean isOver;

  Consignment(int entries, long takenAt, long deadline) {
    this.takenAt = takenAt;
    this.deadline = deadline;
    this.entries = new ArrayList<>(entries);
    this.missing = entries;
  }

  /// @return whether that was the last one of all
  boolean stored() {
    missing--;
    boolean wasLast = missing == 0 && !isOver;
    isOver |= wasLast;
    return wasLast;
  }

  /// @return whether its sender still waited
  boolean giveUp() {
    boolean waited = !isOver;
    isOver = true;
    return waited;
  }

  boolean isOver() {
    return isOver;
  }

  /// An entry on its way: one link of its lane.
  static final class Waiting {
    final byte[] bytes;
    final Lane lane;
    final Consignment of;
    @Nullable Waiting before;
    @Nullable Waiting after;
    boolean isOnItsWay;
    boolean isGone;

    /// Was in a call that was refused, so it goes alone.
    boolean isSuspect;

    Waiting(byte[] bytes, Lane lane, Consignment of) {
      this.bytes = bytes;
      this.lane = lane;
      this.of = of;
    }

    int size() {
      return bytes.length + lane.keyBytes;
    }
  }
}
