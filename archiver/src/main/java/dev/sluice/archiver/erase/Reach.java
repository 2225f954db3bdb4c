package dev.sluice.archiver.erase;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How far the consumer has come, and where on each shard an instant lies.
///
/// @param streamCreated the incarnation of the stream
/// @param shards every shard that the stream still knows
/// @param firstAfter the first sequence number that arrived after the instant, of each shard that
///   has one
/// @param behind shards on which something from before the instant may not be checkpointed, with
///   what is known of them
public record Reach(
    Instant streamCreated,
    Set<String> shards,
    Map<String, BigInteger> firstAfter,
    List<String> behind) {
  private static final int PARTS = 5;

  public Reach {
    shards = Set.copyOf(shards);
    firstAfter = Map.copyOf(firstAfter);
    behind = List.copyOf(behind);
  }

  public boolean isPassed() {
    return behind.isEmpty();
  }

  /// Whether what lies at a place of the stream arrived until the instant.
  ///
  /// @param position the text of a [dev.sluice.model.Position]
  public boolean covers(String position) {
    String[] parts = position.split("/", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException(
          "position \"" + position + "\" is not <created>/<shard>/<sequence>/<sub>/<line>");
    }
    Instant created = Instant.ofEpochMilli(Long.parseLong(parts[0]));
    if (!created.equals(streamCreated)) {
      return created.isBefore(streamCreated);
    }
    BigInteger first = firstAfter.get(parts[1]);
    if (first != null) {
      return new BigInteger(parts[2]).compareTo(first) < 0;
    }
    return shards.contains(parts[1]) || isForgotten(parts[1]);
  }

  /// Shards are numbered in the order in which they were made: one that is not known any more was
  /// older than all that are, one that is not known yet is newer.
  private boolean isForgotten(String shard) {
    Optional<String> newest = shards.stream().max(Comparator.naturalOrder());
    return newest.isPresent() && shard.compareTo(newest.get()) < 0;
  }
}
