package dev.sluice.archiver.verify.aws;

import dev.sluice.archiver.verify.Checkpoints;
import dev.sluice.archiver.verify.Checkpoints.Checkpoint;
import dev.sluice.archiver.verify.Reach;
import dev.sluice.archiver.verify.Watermarks;
import dev.sluice.dynamodb.ArchiveWatermark;
import dev.sluice.dynamodb.Erasure;
import dev.sluice.dynamodb.ShardCounter;
import dev.sluice.dynamodb.Tables;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;

/// Reads how far all are: the consumer's leases, the archiver's watermarks and the shards of its
/// stream, the list of erasures.
final class AwsReach implements Reach {
  private static final AttributeValue ZERO = AttributeValue.fromN("0");

  private final DynamoDbClient dynamo;
  private final KinesisClient kinesis;
  private final Tables tables;

  AwsReach(DynamoDbClient dynamo, KinesisClient kinesis, Tables tables) {
    this.dynamo = dynamo;
    this.kinesis = kinesis;
    this.tables = tables;
  }

  /// Without a lease table no consumer has ever run, and nothing is claimed.
  @Override
  public Checkpoints consumer() {
    Map<String, Checkpoint> byShard = new HashMap<>();
    try {
      dynamo
          .scanPaginator(scan -> scan.tableName(tables.prefix() + "-consumer").consistentRead(true))
          .items()
          .stream()
          .filter(item -> item.containsKey("checkpoint"))
          .forEach(item ->
              byShard.put(
                  new Attributes(item).text("leaseKey"),
                  Checkpoint.of(
                      new Attributes(item).text("checkpoint"),
                      Long.parseLong(item.getOrDefault("checkpointSubSequenceNumber", ZERO).n()))));
    } catch (ResourceNotFoundException e) {
      return new Checkpoints(Map.of());
    }
    return new Checkpoints(byShard);
  }

  @Override
  public Optional<Instant> archive() {
    // watermarks first: a shard that appears after them has none
    List<ArchiveWatermark> watermarks =
        counters(ArchiveWatermark.BUCKET_VALUE).map(ArchiveWatermark.SCHEMA::mapToItem).toList();
    String stream = tables.prefix() + "-table-changes";
    Instant created =
        kinesis
            .describeStreamSummary(describe -> describe.streamName(stream))
            .streamDescriptionSummary()
            .streamCreationTimestamp();
    return Watermarks.lowest(watermarks, created, shards(stream));
  }

  private Set<String> shards(String stream) {
    Set<String> shards = new HashSet<>();
    @Nullable String next = null;
    do {
      ListShardsRequest.Builder request = ListShardsRequest.builder();
      ListShardsResponse page =
          kinesis.listShards(
              (next == null ? request.streamName(stream) : request.nextToken(next)).build());
      page.shards().stream().map(Shard::shardId).forEach(shards::add);
      next = page.nextToken();
    } while (next != null);
    return shards;
  }

  @Override
  public boolean isErasing() {
    return counters(Erasure.BUCKET_VALUE)
        .map(Erasure.SCHEMA::mapToItem)
        .anyMatch(erasure -> erasure.completedAt() == null);
  }

  private Stream<Map<String, AttributeValue>> counters(String bucket) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(tables.counters())
                .consistentRead(true)
                .keyConditionExpression("#bucket = :bucket")
                .expressionAttributeNames(Map.of("#bucket", ShardCounter.BUCKET))
                .expressionAttributeValues(Map.of(":bucket", AttributeValue.fromS(bucket))))
        .items()
        .stream();
  }
}
