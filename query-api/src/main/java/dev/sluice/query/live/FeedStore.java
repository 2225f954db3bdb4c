package dev.sluice.query.live;

import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.ShardBeat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the consumer leaves what it has done. Every read sees all that was acknowledged before: an
/// item that is missed while a later one is seen would be missed for ever.
///
/// Every method throws [dev.sluice.query.read.StoreUnavailableException] when the store cannot be
/// asked now.
public interface FeedStore {

  /// As much as one call brings.
  ///
  /// @param more whether there is more behind the last item
  record Page(List<FeedItem> items, boolean more) {
    public Page {
      items = List.copyOf(items);
    }
  }

  /// Of every shard that anybody held a while ago, newest first or not.
  List<ShardBeat> beats();

  /// What lies behind a position of a shard, by position.
  ///
  /// @param position empty for all
  Page after(String shard, String position);

  /// What lies before a position of a shard, the last first.
  ///
  /// @param position null from the last of all
  Page before(String shard, @Nullable String position);
}
