package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.dynamodb.Tables;
import dev.sluice.query.live.FeedStore;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;

/// The feed from its table. Reads are consistent: an eventually consistent one may show an item and
/// not yet the one before it.
@Singleton
public class DynamoDbFeedStore implements FeedStore {
  private final DynamoDbTable<FeedItem> items;
  private final DynamoDbTable<ShardBeat> beats;

  public DynamoDbFeedStore(DynamoDbEnhancedClient dynamo, Tables tables) {
    this.items = dynamo.table(tables.feed(), FeedItem.SCHEMA);
    this.beats = dynamo.table(tables.feed(), ShardBeat.SCHEMA);
  }

  @Override
  public List<ShardBeat> beats() {
    Key key = Key.builder().partitionValue(ShardBeat.PARTITION).build();
    return StoreCalls.call(
        "the shards of the feed",
        () ->
            beats
                .query(request ->
                    request.queryConditional(QueryConditional.keyEqualTo(key)).consistentRead(true))
                .items()
                .stream()
                .toList());
  }

  @Override
  public Page after(String shard, String position) {
    Key.Builder key = Key.builder().partitionValue(shard);
    return page(
        shard,
        position.isEmpty()
            ? QueryConditional.keyEqualTo(key.build())
            : QueryConditional.sortGreaterThan(key.sortValue(position).build()),
        true);
  }

  @Override
  public Page before(String shard, @Nullable String position) {
    Key.Builder key = Key.builder().partitionValue(shard);
    return page(
        shard,
        position == null
            ? QueryConditional.keyEqualTo(key.build())
            : QueryConditional.sortLessThan(key.sortValue(position).build()),
        false);
  }

  private Page page(String shard, QueryConditional condition, boolean forward) {
    QueryEnhancedRequest request =
        QueryEnhancedRequest.builder()
            .queryConditional(condition)
            .scanIndexForward(forward)
            .consistentRead(true)
            .build();
    return StoreCalls.call(
        "the feed of " + shard,
        () -> {
          var page = items.query(request).iterator().next();
          return new Page(page.items(), page.lastEvaluatedKey() != null);
        });
  }
}
