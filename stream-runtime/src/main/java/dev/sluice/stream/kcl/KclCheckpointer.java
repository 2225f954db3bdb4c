package dev.sluice.stream.kcl;

import dev.sluice.stream.SequenceNumber;
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
  public Outcome checkpoint(SequenceNumber last) {
    return attempt(() -> checkpointer.checkpoint(last.number().toString(), last.subNumber()));
  }

  /// A later checkpoint at the same place completes it, also one by another instance: the library's
  /// own object for that, which does not survive a restart, does nothing else.
  @Override
  public Outcome prepare(SequenceNumber last, byte[] state) {
    return attempt(
        () -> checkpointer.prepareCheckpoint(last.number().toString(), last.subNumber(), state));
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
