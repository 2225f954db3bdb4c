package dev.sluice.query.live;

import dev.sluice.dynamodb.FeedItem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The last items of the feed as they came, in bytes that do not grow, for those who come back. Not
/// safe for many threads.
final class Ring {
  /// An item as it lies here, compressed.
  record Entry(long number, FeedItem item, String after) {
    long bytes() {
      return item.bodyBytes() + 256L;
    }

    Delivery delivery() {
      return Delivery.again(item, after);
    }
  }

  private final long maxBytes;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Map<String, String> completeAfter = new TreeMap<>();
  private long bytes;
  private long nextNumber;

  Ring(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// From here on a shard is read. All that lies behind the position will be here.
  ///
  /// @param position empty when all of the shard will
  void begin(String shard, String position) {
    completeAfter.put(shard, position);
  }

  void add(Delivery delivery) {
    Entry entry = new Entry(nextNumber++, delivery.item(), delivery.after());
    entries.add(entry);
    bytes += entry.bytes();
  }

  boolean isTooLarge() {
    return bytes > maxBytes && !entries.isEmpty();
  }

  Entry removeOldest() {
    Entry oldest = entries.remove();
    bytes -= oldest.bytes();
    completeAfter.put(oldest.item().shard(), oldest.item().position());
    return oldest;
  }

  /// Where the next that comes will lie.
  long end() {
    return nextNumber;
  }

  long start() {
    return nextNumber - entries.size();
  }

  /// The entries from a number on.
  Iterator<Entry> from(long number) {
    return entries.stream().skip(Math.max(0, number - start())).iterator();
  }

  /// Whether all that a shard told behind a position is here; empty for a shard that never was.
  Optional<Boolean> reachesBackTo(String shard, String position) {
    return Optional.ofNullable(completeAfter.get(shard))
        .map(complete -> complete.compareTo(position) <= 0);
  }

  /// The shards that are or were read.
  Iterable<String> shards() {
    return completeAfter.keySet();
  }

  void forget(String shard) {
    completeAfter.remove(shard);
  }
}
