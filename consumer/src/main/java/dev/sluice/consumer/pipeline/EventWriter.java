package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.List;

/// Where events are stored.
public interface EventWriter {

  sealed interface Result {
    record Written() implements Result {}

    /// The store will never take this item.
    record Refused(String detail) implements Result {}
  }

  /// Writes each item, over what may lie in its place: only the holder of the claim writes there.
  ///
  /// @param items of different keys
  /// @return a result per item, in order
  List<Result> write(List<StoredEvent> items, ShardControl control)
      throws ShardReleased, InterruptedException;
}
