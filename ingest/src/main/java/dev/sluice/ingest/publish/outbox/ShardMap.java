package dev.sluice.ingest.publish.outbox;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;

/// Which shard takes which partition key: the one whose range of hash keys holds the key's MD5.
/// Only a guess, for shards may be split or merged at any time.
///
/// @see <a href="https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html">Partition
///   key</a>
public final class ShardMap {
  /// Says of every key that it belongs to one and the same shard.
  public static final ShardMap UNKNOWN = new ShardMap(List.of());

  /// An open shard.
  ///
  /// @param from the first hash key of its range, in [0, 2¹²⁸)
  public record Range(String shardId, BigInteger from) {}

  private final String[] ids;
  private final long[] high;
  private final long[] low;
  private final MessageDigest md5 = md5();

  public ShardMap(List<Range> ranges) {
    List<Range> sorted = ranges.stream().sorted(Comparator.comparing(Range::from)).toList();
    ids = sorted.stream().map(Range::shardId).toArray(String[]::new);
    high = sorted.stream().mapToLong(range -> range.from().shiftRight(64).longValue()).toArray();
    low = sorted.stream().mapToLong(range -> range.from().longValue()).toArray();
  }

  boolean isKnown() {
    return ids.length > 0;
  }

  /// As many shards as keys are told apart by; at least 1.
  int size() {
    return Math.max(1, ids.length);
  }

  /// @param shard from 0 to [#size] − 1
  String id(int shard) {
    return isKnown() ? ids[shard] : "";
  }

  /// Not for several threads at a time.
  int shardOf(String partitionKey) {
    if (ids.length < 2) {
      return 0;
    }
    ByteBuffer hash = ByteBuffer.wrap(md5.digest(partitionKey.getBytes(StandardCharsets.UTF_8)));
    long keyHigh = hash.getLong();
    long keyLow = hash.getLong();
    int first = 0;
    int last = ids.length - 1;
    while (first < last) {
      int middle = (first + last + 1) >>> 1;
      int order = Long.compareUnsigned(high[middle], keyHigh);
      if (order < 0 || (order == 0 && Long.compareUnsigned(low[middle], keyLow) <= 0)) {
        first = middle;
      } else {
        last = middle - 1;
      }
    }
    return first;
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
