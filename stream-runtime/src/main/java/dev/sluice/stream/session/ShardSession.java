package dev.sluice.stream.session;

import dev.sluice.stream.Backoff;
import dev.sluice.stream.CommittingProcessor;
import dev.sluice.stream.CommittingProcessorFactory;
import dev.sluice.stream.FaultKind;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.ShardWatch;
import dev.sluice.stream.StartOver;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a worker does with one shard from the gain of its lease to the loss. The rules:
///
/// - A batch is given to the processor until it returns, whatever it throws: the Kinesis Client
///   Library would skip a batch whose processing fails.
/// - Only the processor says how far the shard is done, and that is repeated until it is noted.
/// - Once the shard has to be let go the session is *abandoned*: later batches, which the library
///   may well still deliver, are neither processed nor checkpointed. Else a checkpoint of one of
///   them would skip what was left undone before.
///
/// Nothing is ever thrown. One thread at a time.
public final class ShardSession {
  private static final Logger LOG = LoggerFactory.getLogger(ShardSession.class);

  private enum State {
    ACTIVE,
    /// Something is undone: no more processing, no more checkpoints.
    ABANDONED,
    CLOSED
  }

  private final CommittingProcessorFactory factory;
  private final ShardControl control;
  private final ShardWatch watch;
  private final RandomGenerator random;
  private final Runnable giveBack;
  private State state = State.ACTIVE;
  private Optional<byte[]> prepared = Optional.empty();
  private @Nullable CommittingProcessor processor;

  /// @param giveBack lets go of the lease, for the shard to be begun anew
  public ShardSession(
      CommittingProcessorFactory factory,
      ShardControl control,
      ShardWatch watch,
      RandomGenerator random,
      Runnable giveBack) {
    this.factory = factory;
    this.control = control;
    this.watch = watch;
    this.random = random;
    this.giveBack = giveBack;
  }

  public void on(ShardEvent event) {
    switch (event) {
      case ShardEvent.Started(var state) -> {
        prepared = state;
        LOG.info("{} is ours", control.shard());
      }
      case ShardEvent.RecordsArrived(var batch, var checkpointer) -> take(batch, checkpointer);
      case ShardEvent.ShardEnded(var checkpointer) -> end(checkpointer);
      // What is not committed by now will be done by the next owner.
      case ShardEvent.ShutdownRequested() -> close(State.ABANDONED);
      case ShardEvent.LeaseLost() -> close(State.CLOSED);
    }
  }

  private void take(RecordBatch batch, Checkpointer checkpointer) {
    if (state != State.ACTIVE) {
      return;
    }
    watch.measured(batch.behindLatest());
    if (!batch.isEmpty()) {
      watch.working(batch.records().getFirst().arrived());
    }
    SessionCommits commits = commits(checkpointer);
    if (carryOut("process", commits, () -> opened().process(batch, commits))) {
      watch.idle();
    } else {
      LOG.info("{} was let go with work undone", control.shard());
      close(State.ABANDONED);
    }
  }

  private void end(Checkpointer checkpointer) {
    if (state == State.ACTIVE) {
      SessionCommits commits = commits(checkpointer);
      boolean noted =
          carryOut(
              "end",
              commits,
              () -> {
                opened().end(commits);
                commits.shardEnd();
              });
      LOG.info("{} has ended{}", control.shard(), noted ? "" : ", which its next owner will note");
      close(State.CLOSED);
    }
  }

  private SessionCommits commits(Checkpointer checkpointer) {
    return new SessionCommits(checkpointer, control, watch, random);
  }

  /// A call of the processor.
  private interface Call {
    void run() throws ShardReleased, InterruptedException, StartOver;
  }

  /// Whether the call has succeeded; if not, the shard has to be let go.
  private boolean carryOut(String name, SessionCommits commits, Call call) {
    for (int failures = 1; control.mayContinue() && !commits.isLost(); failures++) {
      Throwable fault = attempt(name, call);
      switch (fault) {
        case null -> {
          control.succeeded(name);
          return true;
        }
        case StartOver lost -> {
          LOG.warn("{} is given back, to be begun anew", control.shard(), lost);
          giveBack.run();
          return false;
        }
        default -> {
          if (control.mayContinue() && !commits.isLost()) {
            control.failed(name, FaultKind.HOLDS_SHARD, fault);
            complain(name, failures, fault);
            Pauses.pause(control, Backoff.LONG.after(failures, random));
          }
        }
      }
    }
    return false;
  }

  /// Errors too must not escape, or the library would skip the batch.
  @SuppressWarnings("CatchAndPrintStackTrace")
  private @Nullable Throwable attempt(String name, Call call) {
    try {
      watch.enter(name);
      call.run();
      return null;
    } catch (Throwable fault) {
      return fault;
    }
  }

  private CommittingProcessor opened() {
    CommittingProcessor open = processor;
    if (open == null) {
      open = factory.open(control.shard(), control, prepared);
      processor = open;
    }
    return open;
  }

  /// The first failures, then ever fewer of them.
  private void complain(String name, int failures, Throwable fault) {
    if (Integer.bitCount(failures) == 1) {
      LOG.error(
          "{}: {} failed unexpectedly, {} times now; will be repeated, nothing is skipped",
          control.shard(),
          name,
          failures,
          fault);
    }
  }

  private void close(State next) {
    if (state == State.ACTIVE) {
      closeProcessor();
      watch.close();
    }
    state = next;
  }

  private void closeProcessor() {
    CommittingProcessor open = processor;
    if (open != null) {
      watch.enter("close");
      try {
        open.close();
      } catch (RuntimeException e) {
        LOG.error("{}: the processor failed to close", control.shard(), e);
      }
    }
  }
}
