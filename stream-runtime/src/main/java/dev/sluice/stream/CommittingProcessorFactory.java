package dev.sluice.stream;

import java.util.Optional;

/// Opens a processor for a shard under a new lease.
@FunctionalInterface
public interface CommittingProcessorFactory {
  /// An exception is treated like one of [CommittingProcessor#process]: repeated until it works.
  ///
  /// @param prepared the state of a [Commits#prepare] that no commit has followed; the records come
  ///   again from the last commit on
  CommittingProcessor open(ShardRef shard, ShardControl control, Optional<byte[]> prepared);

  /// Commits each batch when it is processed, and prepares nothing.
  static CommittingProcessorFactory committingEachBatch(ShardProcessorFactory factory) {
    return (shard, control, prepared) -> new CommitEachBatch(factory, shard, control);
  }
}
