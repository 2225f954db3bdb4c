package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the counts of each minute are kept. Knows nothing of events: whoever counts reads a
/// counter, adds to it, and puts the sum in its place, unless somebody else was faster.
public interface Counters {

  /// A counter to be replaced.
  ///
  /// @param before what the sum was made from; null when there was no counter
  /// @param after of the same key, with a later last position
  record Change(@Nullable QualityMinute before, QualityMinute after) {}

  sealed interface Result {
    record Replaced() implements Result {}

    /// Another than `before` was there, and still is. It may be our own `after`, of a call whose
    /// answer was lost.
    ///
    /// @param current null when there is none
    record Differs(@Nullable QualityMinute current) implements Result {}
  }

  /// Replaces each counter that is still as it was, going by its last position.
  ///
  /// @param changes of different keys
  /// @return a result per change, in order
  List<Result> replace(List<Change> changes, ShardControl control)
      throws ShardReleased, InterruptedException;
}
