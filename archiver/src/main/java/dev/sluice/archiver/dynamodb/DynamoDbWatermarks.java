package dev.sluice.archiver.dynamodb;

import dev.sluice.archiver.commit.Watermarks;
import dev.sluice.dynamodb.ArchiveWatermark;
import dev.sluice.model.Timestamps;
import dev.sluice.stream.ShardRef;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Watermarks in the table of counters, an item per shard. They only rise: what is archived stays
/// archived, whoever says less.
public final class DynamoDbWatermarks implements Watermarks {
  private final DynamoDbTable<ArchiveWatermark> table;
  private final Clock clock;

  /// @param table of counters
  public DynamoDbWatermarks(String table, DynamoDbClient dynamo, Clock clock) {
    this.table =
        DynamoDbEnhancedClient.builder()
            .dynamoDbClient(dynamo)
            .build()
            .table(table, ArchiveWatermark.SCHEMA);
    this.clock = clock;
  }

  @Override
  public void publish(ShardRef shard, Instant watermark, boolean ended) {
    ArchiveWatermark item =
        new ArchiveWatermark(
            shard.streamCreated(), shard.shardId(), watermark, clock.instant(), ended);
    try {
      table.putItem(request(item));
    } catch (ConditionalCheckFailedException e) {
      return; // by a worker that was thought dead, or whose clock is behind
    }
  }

  private static PutItemEnhancedRequest<ArchiveWatermark> request(ArchiveWatermark item) {
    PutItemEnhancedRequest.Builder<ArchiveWatermark> request =
        PutItemEnhancedRequest.builder(ArchiveWatermark.class).item(item);
    return item.ended() ? request.build() : request.conditionExpression(rises(item)).build();
  }

  /// Times of one precision: their texts have their order.
  private static Expression rises(ArchiveWatermark item) {
    return Expression.builder()
        .expression("attribute_not_exists(#bucket) OR #watermark <= :watermark AND ended = :no")
        .expressionNames(Map.of("#bucket", "bucket", "#watermark", "watermark"))
        .expressionValues(
            Map.of(
                ":watermark", AttributeValue.fromS(Timestamps.format(item.watermark())),
                ":no", AttributeValue.fromBool(false)))
        .build();
  }
}
