package dev.sluice.archiver.erase.aws;

import dev.sluice.archiver.erase.ConsumerReach;
import dev.sluice.archiver.erase.Reach;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;

/// Goes by the checkpoints in the lease table, which the Kinesis Client Library keeps, and by when
/// the record after each of them arrived. Reads one record of each shard.
public final class CheckpointedReach implements ConsumerReach {
  private static final String SHARD_END = "SHARD_END";

  private final KinesisClient kinesis;
  private final DynamoDbClient dynamo;
  private final String stream;
  private final String leaseTable;
  private final Clock clock;
  private final NextRecord nextRecord;

  public CheckpointedReach(
      KinesisClient kinesis, DynamoDbClient dynamo, String stream, String leaseTable, Clock clock) {
    this.kinesis = kinesis;
    this.dynamo = dynamo;
    this.stream = stream;
    this.leaseTable = leaseTable;
    this.clock = clock;
    this.nextRecord = new NextRecord(kinesis, stream);
  }

  @Override
  public Reach reach(Instant until, Instant settled) {
    Instant created =
        kinesis
            .describeStreamSummary(request -> request.streamName(stream))
            .streamDescriptionSummary()
            .streamCreationTimestamp();
    // before the shards: a lease that is cleaned up in between is one that had ended
    Map<String, String> checkpoints = checkpoints();
    List<Shard> shards = shards();
    Family family = new Family(shards, checkpoints);
    Map<String, BigInteger> firstAfter = new HashMap<>();
    List<String> behind = new ArrayList<>();
    for (Shard shard : shards) {
      String id = shard.shardId();
      NextRecord.Answer after = nextRecord.from(id, until.plusMillis(1));
      if (after instanceof NextRecord.Answer.Found(BigInteger sequence, Instant _)) {
        firstAfter.put(id, sequence);
      }
      String missing = missing(id, checkpoints.get(id), family, settled);
      if (!missing.isEmpty()) {
        behind.add(id + " " + missing);
      }
    }
    List<String> ids = shards.stream().map(Shard::shardId).toList();
    return new Reach(created, Set.copyOf(ids), firstAfter, behind);
  }

  /// @return what is missing until the shard has passed; empty when it has
  private String missing(
      String shardId, @Nullable String checkpoint, Family family, Instant settled) {
    if (checkpoint == null) {
      return family.isFinished(shardId) ? "" : "has no lease yet; does the consumer run?";
    }
    if (checkpoint.equals(SHARD_END)) {
      return "";
    }
    return switch (nextRecord.after(shardId, checkpoint)) {
      case NextRecord.Answer.Found(BigInteger _, Instant arrived) ->
          arrived.isAfter(settled) ? "" : "is checkpointed before what arrived at " + arrived;
      case NextRecord.Answer.AtTip _ ->
          clock.instant().isAfter(settled) ? "" : "may get more from before " + settled;
      case NextRecord.Answer.AtEnd _ -> "";
      case NextRecord.Answer.NotFound _ -> "is being looked through behind its checkpoint";
    };
  }

  private Map<String, String> checkpoints() {
    try {
      return dynamo
          .scanPaginator(request -> request.tableName(leaseTable).consistentRead(true))
          .items()
          .stream()
          .filter(item -> item.containsKey("checkpoint") && item.containsKey("leaseKey"))
          .collect(
              Collectors.toMap(item -> text(item, "leaseKey"), item -> text(item, "checkpoint")));
    } catch (ResourceNotFoundException e) {
      return Map.of();
    }
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    return item.getOrDefault(attribute, AttributeValue.fromS("")).s();
  }

  private List<Shard> shards() {
    List<Shard> shards = new ArrayList<>();
    ListShardsResponse page = kinesis.listShards(request -> request.streamName(stream));
    shards.addAll(page.shards());
    while (page.nextToken() != null) {
      String next = page.nextToken();
      page = kinesis.listShards(request -> request.nextToken(next));
      shards.addAll(page.shards());
    }
    return shards;
  }

  /// Shards and what came of them.
  private record Family(List<Shard> shards, Map<String, String> checkpoints) {

    /// Whether a shard without a lease had one, which was cleaned up: so it is once those that came
    /// of it have begun, which is after its end.
    private boolean isFinished(String shardId) {
      List<String> children =
          shards.stream()
              .filter(shard ->
                  shardId.equals(shard.parentShardId())
                      || shardId.equals(shard.adjacentParentShardId()))
              .map(Shard::shardId)
              .toList();
      return !children.isEmpty()
          && children.stream()
              .allMatch(child -> checkpoints.containsKey(child) || isFinished(child));
    }
  }
}
