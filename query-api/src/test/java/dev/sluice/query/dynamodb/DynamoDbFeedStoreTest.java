package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.query.live.FeedStore;
import dev.sluice.query.live.FeedStoreContract;
import org.junit.jupiter.api.AfterEach;

class DynamoDbFeedStoreTest extends FeedStoreContract {
  private final DynamoDbStore store = DynamoDbStore.started();
  private final FeedStore feed = new DynamoDbFeedStore(store.dynamo, store.tables);

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected FeedStore feed() {
    return feed;
  }

  @Override
  protected void put(FeedItem item) {
    store.dynamo.table(store.tables.feed(), FeedItem.SCHEMA).putItem(item);
  }

  @Override
  protected void put(ShardBeat beat) {
    store.dynamo.table(store.tables.feed(), ShardBeat.SCHEMA).putItem(beat);
  }
}
