package dev.sluice.stream.kcl;

import dev.sluice.stream.StreamRecord;
import dev.sluice.stream.session.Checkpointer;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.KinesisClientLibException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;

/// Notes a checkpoint in the lease table of the Kinesis Client Library.
final class KclCheckpointer implements Checkpointer {
  private final RecordProcessorCheckpointer checkpointer;

  KclCheckpointer(RecordProcessorCheckpointer checkpointer) {
    this.checkpointer = checkpointer;
  }

  @Override
  public Outcome checkpoint(StreamRecord last) {
    return attempt(() -> checkpointer.checkpoint(last.sequenceNumber(), last.subSequenceNumber()));
  }

  /// When the library announces the end of a shard, this overload means "beyond the last record".
  @Override
  public Outcome checkpointShardEnd() {
    return attempt(checkpointer::checkpoint);
  }

  private interface Attempt {
    void run() throws KinesisClientLibException;
  }

  private static Outcome attempt(Attempt attempt) {
    try {
      attempt.run();
      return new Outcome.Noted();
    } catch (ShutdownException e) {
      return new Outcome.NotOurs();
    } catch (InvalidStateException e) {
      return new Outcome.Failed(
          new IllegalStateException("is the lease table there? " + e.getMessage(), e));
    } catch (KinesisClientLibException | RuntimeException e) {
      return new Outcome.Failed(e);
    }
  }
}
