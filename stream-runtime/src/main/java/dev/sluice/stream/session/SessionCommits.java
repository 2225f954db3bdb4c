package dev.sluice.stream.session;

import dev.sluice.stream.Backoff;
import dev.sluice.stream.Commits;
import dev.sluice.stream.FaultKind;
import dev.sluice.stream.SequenceNumber;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.ShardWatch;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Repeats each checkpoint until it is noted, for one callback of the library.
final class SessionCommits implements Commits {
  private final Checkpointer checkpointer;
  private final ShardControl control;
  private final ShardWatch watch;
  private final RandomGenerator random;
  private boolean lost;

  SessionCommits(
      Checkpointer checkpointer, ShardControl control, ShardWatch watch, RandomGenerator random) {
    this.checkpointer = checkpointer;
    this.control = control;
    this.watch = watch;
    this.random = random;
  }

  @Override
  public void commit(SequenceNumber last) throws ShardReleased {
    note("checkpoint", () -> checkpointer.checkpoint(last));
    watch.checkpointed();
  }

  @Override
  public void prepare(SequenceNumber last, byte[] state) throws ShardReleased {
    note("prepare", () -> checkpointer.prepare(last, state));
  }

  void shardEnd() throws ShardReleased {
    note("checkpoint", checkpointer::checkpointShardEnd);
    watch.checkpointed();
  }

  /// Whether the shard has turned out to be another worker's.
  boolean isLost() {
    return lost;
  }

  private void note(String operation, Supplier<Checkpointer.Outcome> attempt) throws ShardReleased {
    watch.enter(operation);
    for (int failures = 1; !lost; failures++) {
      control.ensureHeld();
      switch (attempt.get()) {
        case Checkpointer.Outcome.Noted() -> {
          control.succeeded(operation);
          return;
        }
        case Checkpointer.Outcome.NotOurs() -> lost = true;
        case Checkpointer.Outcome.Failed(var cause) -> {
          control.failed(operation, FaultKind.TRANSIENT, cause);
          Pauses.pause(control, Backoff.SHORT.after(failures, random));
        }
      }
    }
    throw new ShardReleased(control.shard());
  }
}
