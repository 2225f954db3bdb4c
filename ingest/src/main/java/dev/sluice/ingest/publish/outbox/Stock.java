package dev.sluice.ingest.publish.outbox;

import dev.sluice.ingest.publish.NotAcknowledgedException;
import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.publish.outbox.Consignment.Waiting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The entries that are held, and what their senders are to be told.
final class Stock {
  private final Lanes lanes;
  private final Deque<Consignment> consignments = new ArrayDeque<>();
  private List<Settled> settled = new ArrayList<>();
  private int entries;
  private long bytes;

  Stock(Lanes lanes) {
    this.lanes = lanes;
  }

  Consignment take(List<StreamEntry> offered, long now, long deadline) {
    Consignment taken = new Consignment(offered.size(), now, deadline);
    for (StreamEntry entry : offered) {
      Waiting waiting = new Waiting(entry.bytes(), lanes.laneOf(entry.partitionKey()), taken);
      taken.entries.add(waiting);
      lanes.append(waiting);
      entries++;
      bytes += waiting.size();
    }
    if (offered.isEmpty()) {
      taken.acknowledged.complete(null);
    } else {
      consignments.add(taken);
    }
    return taken;
  }

  void stored(Waiting entry) {
    remove(entry);
    Consignment of = entry.of;
    if (of.stored()) {
      settled.add(new Settled(of.acknowledged, of.takenAt, null));
    }
  }

  void drop(Waiting entry, String why) {
    remove(entry);
    giveUp(entry.of, why);
  }

  private void remove(Waiting entry) {
    entry.isGone = true;
    entries--;
    bytes -= entry.size();
    lanes.remove(entry);
  }

  private void giveUp(Consignment consignment, String why) {
    if (consignment.giveUp()) {
      settled.add(
          new Settled(
              consignment.acknowledged, consignment.takenAt, new NotAcknowledgedException(why)));
    }
  }

  /// An entry was not stored this time. It waits again if its sender still does.
  ///
  /// @param keepLast whether the last entry of all stays in any case
  void returned(Waiting entry, boolean keepLast) {
    entry.isOnItsWay = false;
    if (entry.of.isOver() && !(keepLast && entries == 1)) {
      remove(entry);
    }
  }

  /// Ends the patience of senders: what they still wait for is dropped, but for what is on its way.
  ///
  /// @param keepLast whether the last entry of all stays, though nobody waits for it, as the one to
  ///   try the stream with
  void expire(long now, boolean keepLast) {
    for (Consignment consignment : consignments) {
      if (!consignment.isOver() && consignment.deadline <= now) {
        expire(consignment, now, keepLast);
      }
    }
    consignments.removeIf(Consignment::isOver);
  }

  private void expire(Consignment consignment, long now, boolean keepLast) {
    for (Waiting entry : consignment.entries) {
      if (!entry.isGone && !entry.isOnItsWay) {
        giveUp(
            consignment,
            "not on the stream after "
                + Duration.ofNanos(now - consignment.takenAt).toMillis()
                + " ms");
        if (!keepLast || entries > 1) {
          remove(entry);
        }
      }
    }
  }

  /// Tells all senders that it will not be.
  void abandon(String why) {
    consignments.forEach(consignment -> giveUp(consignment, why));
    consignments.clear();
  }

  /// Whom to tell what, once.
  List<Settled> settled() {
    List<Settled> all = settled;
    settled = all.isEmpty() ? all : new ArrayList<>();
    return all;
  }

  int entries() {
    return entries;
  }

  long bytes() {
    return bytes;
  }

  boolean hasSenders() {
    return consignments.stream().anyMatch(consignment -> !consignment.isOver());
  }

  /// When the oldest entry was taken that a sender waits for; `now` if none does.
  long oldest(long now) {
    Consignment first = consignments.peekFirst();
    while (first != null && first.isOver()) {
      consignments.removeFirst();
      first = consignments.peekFirst();
    }
    return first == null ? now : first.takenAt;
  }
}
