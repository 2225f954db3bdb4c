package dev.sluice.stream.session;

import dev.sluice.stream.Backoff;
import dev.sluice.stream.FaultKind;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardProcessor;
import dev.sluice.stream.ShardProcessorFactory;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.ShardWatch;
import dev.sluice.stream.StreamRecord;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a worker does with one shard from the gain of its lease to the loss. The rules:
///
/// - A batch is given to the processor until it returns, whatever it throws: the Kinesis Client
///   Library would skip a batch whose processing fails.
/// - Only then its last record is checkpointed, and that too is repeated until it is noted.
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

  private final ShardProcessorFactory factory;
  private final ShardControl control;
  private final ShardWatch watch;
  private final RandomGenerator random;
  private State state = State.ACTIVE;
  private @Nullable ShardProcessor processor;

  public ShardSession(
      ShardProcessorFactory factory,
      ShardControl control,
      ShardWatch watch,
      RandomGenerator random) {
    this.factory = factory;
    this.control = control;
    this.watch = watch;
    this.random = random;
  }

  public void on(ShardEvent event) {
    switch (event) {
      case ShardEvent.Started() -> LOG.info("{} is ours", control.shard());
      case ShardEvent.RecordsArrived(var batch, var checkpointer) -> take(batch, checkpointer);
      case ShardEvent.ShardEnded(var checkpointer) -> end(checkpointer);
      // Each batch was checkpointed when it was done, so there is nothing left to note.
      case ShardEvent.ShutdownRequested() -> close(State.ABANDONED);
      case ShardEvent.LeaseLost() -> close(State.CLOSED);
    }
  }

  private void take(RecordBatch batch, Checkpointer checkpointer) {
    if (state != State.ACTIVE) {
      return;
    }
    watch.measured(batch.behindLatest());
    if (batch.isEmpty()) {
      return;
    }
    watch.working(batch.records().getFirst().arrived());
    StreamRecord last = batch.last();
    if (process(batch) && checkpoint(() -> checkpointer.checkpoint(last))) {
      watch.idle();
    } else {
      LOG.info("{} was let go before {} was done", control.shard(), last.sequenceNumber());
      close(State.ABANDONED);
    }
  }

  private void end(Checkpointer checkpointer) {
    if (state == State.ACTIVE) {
      boolean noted = checkpoint(checkpointer::checkpointShardEnd);
      LOG.info("{} has ended{}", control.shard(), noted ? "" : ", which its next owner will note");
      close(State.CLOSED);
    }
  }

  /// Whether the batch is done; if not, the shard has to be let go.
  private boolean process(RecordBatch batch) {
    for (int failures = 1; control.mayContinue(); failures++) {
      Throwable fault = attempt(batch);
      if (fault == null) {
        control.succeeded("process");
        return true;
      }
      if (control.mayContinue()) {
        control.failed("process", FaultKind.HOLDS_SHARD, fault);
        complain(batch, failures, fault);
        pause(Backoff.LONG, failures);
      }
    }
    return false;
  }

  /// Errors too must not escape, or the library would skip the batch.
  @SuppressWarnings("CatchAndPrintStackTrace")
  private @Nullable Throwable attempt(RecordBatch batch) {
    try {
      watch.enter("process");
      opened().process(batch);
      return null;
    } catch (Throwable fault) {
      return fault;
    }
  }

  private ShardProcessor opened() {
    ShardProcessor open = processor;
    if (open == null) {
      open = factory.open(control.shard(), control);
      processor = open;
    }
    return open;
  }

  private boolean checkpoint(Supplier<Checkpointer.Outcome> attempt) {
    watch.enter("checkpoint");
    for (int failures = 1; control.mayContinue(); failures++) {
      switch (attempt.get()) {
        case Checkpointer.Outcome.Noted() -> {
          control.succeeded("checkpoint");
          watch.checkpointed();
          return true;
        }
        case Checkpointer.Outcome.NotOurs() -> {
          return false;
        }
        case Checkpointer.Outcome.Failed(var cause) -> {
          control.failed("checkpoint", FaultKind.TRANSIENT, cause);
          pause(Backoff.SHORT, failures);
        }
      }
    }
    return false;
  }

  /// An end of the pause before its time means that the loop's own question will be answered anew.
  private void pause(Backoff backoff, int failures) {
    try {
      control.pause(backoff.after(failures, random));
    } catch (ShardReleased | InterruptedException e) {
      LOG.debug("{}: pause ended early", control.shard(), e);
    }
  }

  /// The first failures, then ever fewer of them.
  private void complain(RecordBatch batch, int failures, Throwable fault) {
    if (Integer.bitCount(failures) == 1) {
      LOG.error(
          "{}: processing of {} records up to {} failed unexpectedly, {} times now; will be"
              + " repeated, nothing is skipped",
          control.shard(),
          batch.records().size(),
          batch.last().sequenceNumber(),
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
    ShardProcessor open = processor;
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
