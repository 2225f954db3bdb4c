package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.pipeline.Feed;
import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.feed.FeedPart;
import dev.sluice.stream.CallRefused;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/// The feed as items, one `PutItem` after the other: a `BatchWriteItem` has no order. Beats go on
/// threads of their own, one per shard at a time.
public final class DynamoDbFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbFeed.class);

  private final String table;
  private final DynamoDbClient dynamo;
  private final DynamoDbWrites writes;
  private final Clock clock;
  private final Set<String> beating = ConcurrentHashMap.newKeySet();

  /// @param clock decides when items expire
  public DynamoDbFeed(String table, DynamoDbClient dynamo, DynamoDbWrites writes, Clock clock) {
    this.table = table;
    this.dynamo = dynamo;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public void publish(String shard, List<FeedPart> parts, ShardControl control)
      throws ShardReleased, InterruptedException {
    for (FeedPart part : parts) {
      FeedItem item = FeedItem.of(shard, part, clock.instant());
      try {
        writes.caller().call("feed.publish", () -> put(item), control);
      } catch (CallRefused e) {
        throw new IllegalStateException(
            "the feed item %s of %d bytes was refused"
                .formatted(part.position(), part.body().length),
            e);
      }
    }
  }

  private PutItemResponse put(FeedItem item) {
    PutItemResponse answer = put(FeedItem.SCHEMA.itemToMap(item, true));
    if (answer.consumedCapacity() != null) {
      writes.units().consumed(List.of(answer.consumedCapacity()));
    }
    return answer;
  }

  private PutItemResponse put(Map<String, AttributeValue> item) {
    return dynamo.putItem(request ->
        request.tableName(table).item(item).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
  }

  @Override
  public void beat(ShardBeat beat) {
    if (beating.add(beat.shard())) {
      Thread.ofVirtual().name("beat").start(() -> write(beat));
    }
  }

  private void write(ShardBeat beat) {
    try {
      put(ShardBeat.SCHEMA.itemToMap(beat, true));
    } catch (RuntimeException e) {
      LOG.debug("lost a beat of {}", beat.shard(), e);
    } finally {
      beating.remove(beat.shard());
    }
  }
}
