package dev.sluice.stream;

import java.time.Duration;
import java.time.Instant;

/// Processes one shard for as long as its lease is held. Called by one thread at a time.
public interface ShardProcessor extends AutoCloseable {
  /// What a read takes at most, from the request to its answer.
  Duration LONGEST_READ = Duration.ofSeconds(10);

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

  /// A read brought nothing: for work that time alone brings about. Comes several times a second on
  /// an idle shard, so it must be cheap most of the time, and records that arrive meanwhile wait.
  ///
  /// Fails like [#process].
  ///
  /// @param behindLatest how far the shard was behind its tip; when zero, all that was put before
  ///   the read has been processed
  /// @param readAt when the answer to the read was there, which may be a while ago; the read had
  ///   begun [#LONGEST_READ] before at most
  default void idle(Duration behindLatest, Instant readAt)
      throws ShardReleased, InterruptedException {}

  /// The shard has ended, or its lease has gone, or the worker stops. Called once, by the thread
  /// that calls [#process]. What is unfinished here stays unfinished: nothing can be checkpointed.
  @Override
  default void close() {}
}
