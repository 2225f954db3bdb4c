package dev.sluice.dynamodb;

import dev.sluice.model.Positioned;
import java.util.List;

/// An item of the table of counters that counts what one shard held of something, such as a minute.
///
/// It counts exactly what it is about up to [#lastPosition], in the order of the shard. So adding
/// what lies beyond, and nothing else, ends the same however often and in whatever batches a shard
/// is read again.
///
/// @param <C> the counter itself
/// @param <T> what is counted
public interface ShardCounter<C extends ShardCounter<C, T>, T extends Positioned> {
  String BUCKET = "bucket";
  String KEY = "key";
  String LAST_POSITION = "last_position";

  /// The partition.
  String bucket();

  /// Within the bucket; ends with the shard.
  String key();

  /// The text of the last [dev.sluice.model.Position] that was counted; empty before the first.
  String lastPosition();

  /// @param news as [#beyond] gave it, at least one
  C plus(List<T> news);

  /// What of these lies beyond the last position.
  ///
  /// @param things that this counter is about, in the order of the shard
  default List<T> beyond(List<T> things) {
    return things.stream().filter(one -> one.position().compareTo(lastPosition()) > 0).toList();
  }
}
