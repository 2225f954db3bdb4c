package dev.sluice.ingest.publish.outbox;

import dev.sluice.ingest.publish.outbox.Consignment.Waiting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The entries of one partition key, in their order. The first ones may be on their way; the next
/// goes when the stream has answered for those.
final class Lane {
  /// What an entry may weigh more in a record that it shares.
  private static final int FRAMING = 16;

  final String key;
  final int keyBytes;
  Shard shard;
  Place place = Place.NOWHERE;
  private @Nullable Waiting first;
  private @Nullable Waiting last;
  private int bytes;
  private int entries;
  private boolean isOnItsWay;

  /// Where it waits for its turn to send.
  enum Place {
    /// It does not: it is empty or on its way.
    NOWHERE,
    READY,
    /// Until its shard's pause is over.
    PARKED
  }

  Lane(String key, Shard shard) {
    this.key = key;
    this.keyBytes = key.getBytes(StandardCharsets.UTF_8).length;
    this.shard = shard;
  }

  void append(Waiting entry) {
    entry.before = last;
    if (last == null) {
      first = entry;
    } else {
      last.after = entry;
    }
    last = entry;
    bytes += entry.size();
    entries++;
  }

  void remove(Waiting entry) {
    if (entry.before == null) {
      first = entry.after;
    } else {
      entry.before.after = entry.after;
    }
    if (entry.after == null) {
      last = entry.before;
    } else {
      entry.after.before = entry.before;
    }
    bytes -= entry.size();
    entries--;
  }

  @Nullable Waiting first() {
    return first;
  }

  boolean isEmpty() {
    return first == null;
  }

  boolean isOnItsWay() {
    return isOnItsWay;
  }

  /// Of all its entries, keys included.
  int bytes() {
    return bytes;
  }

  /// Whether the first entry is to go alone.
  boolean isSuspect() {
    return first != null && first.isSuspect;
  }

  /// Of the record that it would send, or a little more.
  ///
  /// @param mostBytes of a record that entries share; 0 where they share none
  int weight(int mostBytes) {
    int alone = first == null ? 0 : first.size();
    return entries < 2 ? alone : Math.max(alone, Math.min(bytes + entries * FRAMING, mostBytes));
  }

  /// Sends the first entry off, and as many after it as may share its record.
  ///
  /// @param mostBytes of the record; 0 where entries share none
  List<Waiting> depart(int mostBytes) {
    List<Waiting> leaving = new ArrayList<>(1);
    int size = Aggregate.frame(keyBytes);
    for (Waiting entry = first; entry != null; entry = entry.after) {
      size += Aggregate.sizeOf(entry.bytes);
      if (!leaving.isEmpty() && (size > mostBytes || entry.isSuspect)) {
        break;
      }
      entry.isOnItsWay = true;
      leaving.add(entry);
      if (entry.isSuspect) {
        break;
      }
    }
    isOnItsWay = true;
    return leaving;
  }

  void arrived() {
    isOnItsWay = false;
  }

  /// What the stream says of a shard's room.
  static final class Shard {
    final String id;
    final List<Lane> parked = new ArrayList<>();
    long pausedUntil;
    private int failures;

    Shard(String id) {
      this.id = id;
    }

    boolean isPaused(long now) {
      return now < pausedUntil;
    }

    void pause(long now, Backoff backoff) {
      failures++;
      pausedUntil = now + backoff.nanos(failures);
    }

    void stored() {
      failures = 0;
    }
  }
}
