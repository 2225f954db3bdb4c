package dev.sluice.query.live;

import dev.sluice.dynamodb.FeedItem;
import dev.sluice.feed.FeedBatch;

/// An item of the feed as it was read.
///
/// @param after the position that its shard was read to before: what lies at or before it has come
///   already
/// @param batch what the item holds
record Delivery(FeedItem item, String after, FeedBatch batch) {

  /// Reads the item again.
  static Delivery again(FeedItem item, String after) {
    return new Delivery(item, after, item.batch());
  }

  String shard() {
    return item.shard();
  }

  /// What has not come in an item before.
  FeedBatch news() {
    return new FeedBatch(
        batch.events().stream().filter(event -> isNews(event.position())).toList(),
        batch.counts(),
        batch.behindLatest(),
        batch.alerts().stream().filter(alert -> isNews(alert.position())).toList(),
        batch.windows());
  }

  private boolean isNews(String position) {
    return position.compareTo(after) > 0;
  }
}
