package dev.sluice.e2e.aws;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;

/// Changes the shards of the stream.
public final class Resharding implements AutoCloseable {
  private final KinesisClient kinesis = KinesisClient.create();

  /// Open shards that became closed ones.
  ///
  /// @param parents those that were closed
  /// @param children those that were opened
  public record Change(Set<String> parents, Set<String> children) {}

  /// Splits one of the open shards in the middle.
  public Change split(int draw) {
    List<Shard> open = open();
    Shard shard = open.get(Math.floorMod(draw, open.size()));
    BigInteger start = start(shard);
    BigInteger middle = start.add(end(shard)).shiftRight(1).add(BigInteger.ONE);
    return observed(() ->
        kinesis.splitShard(split ->
            split
                .streamName(Resources.STREAM)
                .shardToSplit(shard.shardId())
                .newStartingHashKey(middle.toString())));
  }

  /// Merges one of the open shards with its neighbour; there are two at least.
  public Change merge(int draw) {
    List<Shard> open = open();
    int first = Math.floorMod(draw, open.size() - 1);
    return observed(() ->
        kinesis.mergeShards(merge ->
            merge
                .streamName(Resources.STREAM)
                .shardToMerge(open.get(first).shardId())
                .adjacentShardToMerge(open.get(first + 1).shardId())));
  }

  /// @param shards half to double of those open now
  public Change update(int shards) {
    return observed(() ->
        kinesis.updateShardCount(update ->
            update
                .streamName(Resources.STREAM)
                .targetShardCount(shards)
                .scalingType(ScalingType.UNIFORM_SCALING)));
  }

  private Change observed(Runnable change) {
    Set<String> before = openIds();
    Set<String> known = all().stream().map(Shard::shardId).collect(Collectors.toSet());
    change.run();
    kinesis.waiter().waitUntilStreamExists(stream -> stream.streamName(Resources.STREAM));
    Set<String> after = openIds();
    before.removeAll(after);
    after.removeAll(known);
    return new Change(before, after);
  }

  public Set<String> openIds() {
    return open().stream().map(Shard::shardId).collect(Collectors.toSet());
  }

  /// In the order of their hash keys: neighbours can be merged.
  private List<Shard> open() {
    return all().stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .sorted(Comparator.comparing(Resharding::start))
        .toList();
  }

  private List<Shard> all() {
    return kinesis.listShards(list -> list.streamName(Resources.STREAM)).shards();
  }

  private static BigInteger start(Shard shard) {
    return new BigInteger(shard.hashKeyRange().startingHashKey());
  }

  private static BigInteger end(Shard shard) {
    return new BigInteger(shard.hashKeyRange().endingHashKey());
  }

  @Override
  public void close() {
    kinesis.close();
  }
}
