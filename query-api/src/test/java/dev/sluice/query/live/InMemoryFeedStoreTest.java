package dev.sluice.query.live;

import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.ShardBeat;

class InMemoryFeedStoreTest extends FeedStoreContract {
  private final InMemoryFeedStore store = new InMemoryFeedStore();

  @Override
  protected FeedStore feed() {
    return store;
  }

  @Override
  protected void put(FeedItem item) {
    store.put(item);
  }

  @Override
  protected void put(ShardBeat beat) {
    store.put(beat);
  }
}
