package dev.sluice.stream.kcl;

import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.StreamRecord;
import dev.sluice.stream.session.ShardEvent;
import dev.sluice.stream.session.ShardSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/// Turns the callbacks of the Kinesis Client Library into values for a [ShardSession]. The library
/// calls with one thread at a time and makes an instance for each lease.
final class KclShardProcessor implements ShardRecordProcessor {
  private final Function<InitializationInput, ShardSession> sessions;
  private final Consumer<String> done;
  private @Nullable ShardSession session;
  private @Nullable String shardId;

  /// @param sessions opens the session of a shard
  /// @param done hears of a shard with which nothing will be done here any more while the lease is
  ///   still ours
  KclShardProcessor(Function<InitializationInput, ShardSession> sessions, Consumer<String> done) {
    this.sessions = sessions;
    this.done = done;
  }

  @Override
  public void initialize(InitializationInput input) {
    shardId = input.shardId();
    session = sessions.apply(input);
    tell(new ShardEvent.Started(Optional.ofNullable(input.pendingCheckpointState())));
  }

  @Override
  public void processRecords(ProcessRecordsInput input) {
    tell(new ShardEvent.RecordsArrived(batch(input), new KclCheckpointer(input.checkpointer())));
  }

  @Override
  public void shardEnded(ShardEndedInput input) {
    tell(new ShardEvent.ShardEnded(new KclCheckpointer(input.checkpointer())));
  }

  @Override
  public void shutdownRequested(ShutdownRequestedInput input) {
    tell(new ShardEvent.ShutdownRequested());
    if (shardId != null) {
      done.accept(shardId);
    }
  }

  /// May come without [#initialize], when a lease goes before its shard was ever read.
  @Override
  public void leaseLost(LeaseLostInput input) {
    tell(new ShardEvent.LeaseLost());
  }

  private void tell(ShardEvent event) {
    if (session != null) {
      session.on(event);
    }
  }

  private static RecordBatch batch(ProcessRecordsInput input) {
    Long millisBehindLatest = input.millisBehindLatest();
    Instant readAt = input.cacheEntryTime();
    return new RecordBatch(
        input.records().stream().map(KclShardProcessor::record).toList(),
        Duration.ofMillis(millisBehindLatest == null ? 0 : millisBehindLatest),
        readAt == null ? Instant.EPOCH : readAt);
  }

  private static StreamRecord record(KinesisClientRecord record) {
    return new StreamRecord(
        record.sequenceNumber(),
        record.subSequenceNumber(),
        record.partitionKey(),
        record.approximateArrivalTimestamp(),
        record.data());
  }
}
