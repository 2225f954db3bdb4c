package dev.sluice.local.kinesis;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.processor.ShardRecordProcessor;

/// Remembers what it saw and checkpoints all of it.
final class RecordingProcessor implements ShardRecordProcessor {

  private final Queue<String> seen;
  private final Queue<String> ended;
  private String shardId = "";

  RecordingProcessor(Queue<String> seen, Queue<String> ended) {
    this.seen = seen;
    this.ended = ended;
  }

  @Override
  public void initialize(InitializationInput input) {
    shardId = input.shardId();
  }

  @Override
  public void processRecords(ProcessRecordsInput input) {
    input
        .records()
        .forEach(r -> seen.add(StandardCharsets.UTF_8.decode(r.data().duplicate()).toString()));
    checkpoint(input.checkpointer());
  }

  @Override
  public void leaseLost(LeaseLostInput input) {}

  @Override
  public void shardEnded(ShardEndedInput input) {
    checkpoint(input.checkpointer());
    ended.add(shardId);
  }

  @Override
  public void shutdownRequested(ShutdownRequestedInput input) {
    checkpoint(input.checkpointer());
  }

  private static void checkpoint(RecordProcessorCheckpointer checkpointer) {
    try {
      checkpointer.checkpoint();
    } catch (InvalidStateException | ShutdownException e) {
      throw new IllegalStateException(e);
    }
  }
}
