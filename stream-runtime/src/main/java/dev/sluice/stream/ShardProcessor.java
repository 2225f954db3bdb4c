package dev.sluice.stream;

/// Processes one shard for as long as its lease is held. Called by one thread at a time.
public interface ShardProcessor extends AutoCloseable {
  /// Returns only when every record of the batch is done for good (stored, known already, or
  /// dead-lettered): the runtime then checkpoints its last record and the batch never comes again.
  ///
  /// Any other exception than these two is taken for a bug: the runtime gives the *same* batch
  /// again after a pause, for as long as the shard is held. So the method must bear to see records
  /// that it has seen before, as it must anyway after a crash.
  ///
  /// @throws ShardReleased when [ShardControl] says that the shard has to be let go: nothing is
  ///   checkpointed, and this processor gets no more batches
  /// @throws InterruptedException taken like [ShardReleased] if the shard has to be let go, else
  ///   like a bug
  void process(RecordBatch batch) throws ShardReleased, InterruptedException;

  /// The shard has ended, or its lease has gone, or the worker stops. Called once, by the thread
  /// that calls [#process]. What is unfinished here stays unfinished: nothing can be checkpointed.
  @Override
  default void close() {}
}
