package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.aws.TestServers;
import dev.sluice.consumer.pipeline.Feed;
import dev.sluice.consumer.pipeline.FeedContract;
import dev.sluice.consumer.pipeline.Samples;
import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.dynamodb.Tables;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(TestServers.Extension.class)
class DynamoDbFeedIT extends FeedContract {
  private final DynamoDbClient dynamo;
  private final Tables tables;
  private final Feed feed;

  DynamoDbFeedIT(TestServers servers) {
    this.dynamo = servers.dynamo();
    this.tables = servers.tables(dynamo);
    Clock clock = Clock.fixed(Samples.RECEIVED, ZoneOffset.UTC);
    this.feed = new DynamoDbFeed(tables.feed(), dynamo, servers.writes(dynamo), clock);
  }

  @Override
  protected Feed feed() {
    return feed;
  }

  @Override
  protected List<FeedItem> items() {
    return Scans.items(dynamo, tables.feed())
        .filter(item -> !isBeat(item))
        .map(FeedItem.SCHEMA::mapToItem)
        .sorted(Comparator.comparing(FeedItem::shard).thenComparing(FeedItem::position))
        .toList();
  }

  @Override
  protected Collection<ShardBeat> beats() {
    return Scans.items(dynamo, tables.feed())
        .filter(DynamoDbFeedIT::isBeat)
        .map(ShardBeat.SCHEMA::mapToItem)
        .toList();
  }

  private static boolean isBeat(Map<String, AttributeValue> item) {
    return AttributeValue.fromS(ShardBeat.PARTITION).equals(item.get(FeedItem.SHARD));
  }
}
