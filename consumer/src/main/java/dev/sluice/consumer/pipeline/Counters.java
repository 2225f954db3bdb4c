package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.ShardCounter;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where counters of one kind are kept. Knows nothing of what they count: whoever counts reads a
/// counter, adds to it, and puts the sum in its place, unless somebody else was faster.
///
/// @param <C> the kind of counters
public interface Counters<C extends ShardCounter<C, ?>> {

  /// A counter to be replaced.
  ///
  /// @param before what the sum was made from; null when there was no counter
  /// @param after of the same key, with a later last position
  record Change<C>(@Nullable C before, C after) {}

  sealed interface Result<C> {
    record Replaced<C>() implements Result<C> {}

    /// Another than `before` was there, and still is. It may be our own `after`, of a call whose
    /// answer was lost.
    ///
    /// @param current null when there is none
    record Differs<C>(@Nullable C current) implements Result<C> {}
  }

  /// Replaces each counter that is still as it was, going by its last position.
  ///
  /// @param changes of different keys
  /// @return a result per change, in order
  List<Result<C>> replace(List<Change<C>> changes, ShardControl control)
      throws ShardReleased, InterruptedException;
}
