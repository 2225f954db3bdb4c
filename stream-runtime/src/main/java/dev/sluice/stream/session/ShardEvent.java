package dev.sluice.stream.session;

import dev.sluice.stream.RecordBatch;
import java.util.Optional;

/// What happens to a shard while a worker has it, each callback of the Kinesis Client Library as a
/// value.
public sealed interface ShardEvent {
  /// The lease is ours.
  ///
  /// @param prepared what was prepared and not checkpointed before
  record Started(Optional<byte[]> prepared) implements ShardEvent {}

  /// The next records; maybe none, which still tells how far behind the shard is.
  record RecordsArrived(RecordBatch batch, Checkpointer checkpointer) implements ShardEvent {}

  /// Every record of a shard that was split or merged has been delivered. Its children are read
  /// only after this is checkpointed.
  record ShardEnded(Checkpointer checkpointer) implements ShardEvent {}

  /// The worker stops or the lease is to be handed over: it may be another's as soon as this is
  /// dealt with. [LeaseLost] follows.
  record ShutdownRequested() implements ShardEvent {}

  /// The lease is not ours any more.
  record LeaseLost() implements ShardEvent {}
}
