package dev.sluice.stream;

import java.time.Duration;
import java.util.Optional;

/// What the processor of a shard may ask of the runtime, and must tell it, while it works. May be
/// used by any number of threads at once.
///
/// The Kinesis Client Library cannot tell a processor that its lease has gone while it is busy with
/// a batch. So whoever repeats a call for long has to ask, which [PatientCaller] does.
public interface ShardControl {
  ShardRef shard();

  /// The keys that this shard takes; empty where they are not known.
  Optional<HashKeys> hashKeys();

  /// What was done of the shard when it was opened, up to and including this record; empty when
  /// nothing was.
  Optional<SequenceNumber> openedAfter();

  /// False once the lease belongs to another worker, or this worker has been told to stop and its
  /// time to drain is over: unfinished work is to be given up, not to be checkpointed. Never true
  /// again after that. Cheap: asks memory only.
  boolean mayContinue();

  /// @throws ShardReleased when [#mayContinue()] is false
  default void ensureHeld() throws ShardReleased {
    if (!mayContinue()) {
      throw new ShardReleased(shard());
    }
  }

  /// Names the stage that the batch is now in (`decode`, `claim`, `store`, …) for the watchdog and
  /// the logs. Counts as progress.
  void enter(String stage);

  /// Something was finished. A shard without any progress for minutes is taken for stuck, which
  /// turns liveness off.
  void progressed();

  /// An attempt of `operation` came to an end, well. Counts as progress.
  void succeeded(String operation);

  /// An attempt of `operation` came to an end, badly, and will be repeated. Counts as progress,
  /// since a dependency that is down must not get this process killed; takes readiness away when it
  /// goes on.
  void failed(String operation, FaultKind kind, Throwable cause);

  /// Waits, but no longer than the shard is held.
  ///
  /// @throws ShardReleased as soon as [#mayContinue()] is false
  void pause(Duration duration) throws ShardReleased, InterruptedException;
}
