package dev.sluice.stream;

/// Processes one shard for as long as its lease is held, and says itself how far it is done: for
/// work that spans batches. Called by one thread at a time.
///
/// Any other exception than those declared is taken for a bug: the runtime repeats the call with
/// the *same* argument after a pause, for as long as the shard is held.
public interface CommittingProcessor extends AutoCloseable {
  /// Takes the next records, maybe none: that lets time pass, once in every read of the shard.
  ///
  /// @throws ShardReleased when the shard has to be let go; nothing follows but [#close]
  /// @throws InterruptedException taken like [ShardReleased] if the shard has to be let go, else
  ///   like a bug
  /// @throws StartOver when what was taken since the last commit is lost
  void process(RecordBatch batch, Commits commits)
      throws ShardReleased, InterruptedException, StartOver;

  /// The shard has ended. Returns only when everything is done for good; the runtime then notes the
  /// end of the shard.
  void end(Commits commits) throws ShardReleased, InterruptedException, StartOver;

  /// The shard has ended, or its lease has gone, or the worker stops. Called once, by the thread
  /// that calls [#process].
  @Override
  default void close() {}
}
