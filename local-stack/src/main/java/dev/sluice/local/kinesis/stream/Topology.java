package dev.sluice.local.kinesis.stream;

import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// The shards of one stream and their lineage. Closing and opening shards takes a millisecond of
/// its own, so at each instant exactly one shard is open for each hash key. Not thread-safe; its
/// stream guards it.
final class Topology {

  private final Clock clock;
  private final BufferBudget budget;
  private final boolean enforceLimits;
  private final List<Shard> shards = new ArrayList<>();
  private final NavigableMap<BigInteger, Shard> open = new TreeMap<>();
  private long ordinals;
  private int shardsMade;
  private long lastChangeMillis;

  Topology(int shardCount, Clock clock, BufferBudget budget, boolean enforceLimits) {
    this.clock = clock;
    this.budget = budget;
    this.enforceLimits = enforceLimits;
    this.lastChangeMillis = clock.millis();
    for (HashKeyRange range : HashKeyRange.uniform(shardCount)) {
      add(range, List.of());
    }
  }

  long nextOrdinal() {
    return ++ordinals;
  }

  /// The ordinal that the next record will exceed or have.
  long tip() {
    return ordinals + 1;
  }

  Shard openFor(BigInteger hashKey) {
    Map.Entry<BigInteger, Shard> found = open.floorEntry(hashKey);
    if (found == null) {
      throw new IllegalStateException("no open shard for hash key " + hashKey);
    }
    return found.getValue();
  }

  List<Shard> all() {
    return List.copyOf(shards);
  }

  /// The open shards in the order of their ranges.
  List<Shard> open() {
    return List.copyOf(open.values());
  }

  List<Shard> childrenOf(String shardId) {
    return shards.stream().filter(shard -> shard.isChildOf(Set.of(shardId))).toList();
  }

  /// Forgets closed shards whose last record is older than the horizon.
  void forgetClosedBy(long horizonMillis) {
    shards.removeIf(shard -> shard.wasClosedBy(horizonMillis));
  }

  /// Closes a shard and opens two, the upper one starting at `key`.
  void split(Shard parent, BigInteger key) {
    HashKeyRange range = parent.range();
    if (!range.contains(key) || range.first().equals(key)) {
      throw ErrorType.INVALID_ARGUMENT.because(
          "NewStartingHashKey %s used in SplitShard() on shard %s is not valid: it must lie above %s and not above %s"
              .formatted(key, parent.id(), range.first(), range.last()));
    }
    advance();
    close(parent);
    add(range.below(key), List.of(parent.id()));
    add(range.from(key), List.of(parent.id()));
  }

  /// Closes two neighbours and opens one.
  Shard merge(Shard parent, Shard adjacent) {
    HashKeyRange one = parent.range();
    HashKeyRange other = adjacent.range();
    if (!one.isFollowedBy(other) && !other.isFollowedBy(one)) {
      throw ErrorType.INVALID_ARGUMENT.because(
          "Shards %s and %s are not adjacent.".formatted(parent.id(), adjacent.id()));
    }
    advance();
    close(parent);
    close(adjacent);
    return add(
        new HashKeyRange(one.first().min(other.first()), one.last().max(other.last())),
        List.of(parent.id(), adjacent.id()));
  }

  private void advance() {
    lastChangeMillis = Math.max(clock.millis(), lastChangeMillis + 1);
  }

  private void close(Shard closing) {
    closing.close(nextOrdinal(), lastChangeMillis);
    open.remove(closing.range().first());
  }

  private Shard add(HashKeyRange range, List<String> parents) {
    ShardBirth birth =
        new ShardBirth(shardsMade++, range, parents, nextOrdinal(), lastChangeMillis);
    Shard added = new Shard(birth, budget, enforceLimits);
    shards.add(added);
    open.put(range.first(), added);
    return added;
  }
}
