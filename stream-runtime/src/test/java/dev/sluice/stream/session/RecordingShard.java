package dev.sluice.stream.session;

import dev.sluice.stream.FaultKind;
import dev.sluice.stream.HashKeys;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.SequenceNumber;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardProcessor;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StreamRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A shard, its processor and its lease table in memory, which write down in order what was done.
final class RecordingShard implements ShardControl, Checkpointer, ShardProcessor {
  static final ShardRef SHARD =
      new ShardRef("app", "stream", Instant.parse("2026-01-01T00:00:00Z"), "shardId-000000000000");

  /// What was done, as text: `processed 1..2`, `checkpointed 2`, `paused`, `closed`, ….
  final List<String> story = new ArrayList<>();

  /// Faults that the next calls of [#process] throw.
  final Deque<Throwable> faults = new ArrayDeque<>();

  /// Outcomes of the next checkpoints; noted when there is none.
  final Deque<Outcome> outcomes = new ArrayDeque<>();

  /// So many pauses are survived; the lease goes in the next.
  int pausesUntilLoss = Integer.MAX_VALUE;

  private boolean held = true;

  void loseLease() {
    held = false;
  }

  @Override
  public ShardRef shard() {
    return SHARD;
  }

  @Override
  public Optional<HashKeys> hashKeys() {
    return Optional.empty();
  }

  @Override
  public Optional<SequenceNumber> openedAfter() {
    return Optional.empty();
  }

  @Override
  public boolean mayContinue() {
    return held;
  }

  @Override
  public void enter(String stage) {}

  @Override
  public void progressed() {}

  @Override
  public void succeeded(String operation) {}

  @Override
  public void failed(String operation, FaultKind kind, Throwable cause) {
    story.add("%s failed, %s".formatted(operation, kind));
  }

  @Override
  public void pause(Duration duration) throws ShardReleased {
    story.add("paused");
    if (--pausesUntilLoss < 0) {
      held = false;
      throw new ShardReleased(SHARD);
    }
  }

  @Override
  public void process(RecordBatch batch) throws ShardReleased, InterruptedException {
    Throwable fault = faults.poll();
    String range =
        batch.records().getFirst().sequenceNumber() + ".." + batch.last().sequenceNumber();
    switch (fault) {
      case null -> story.add("processed " + range);
      case ShardReleased released -> throw released;
      case InterruptedException interrupted -> throw interrupted;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      default -> throw new IllegalArgumentException("not to be thrown by a processor", fault);
    }
  }

  @Override
  public void idle(Duration behindLatest, Instant readAt) {
    story.add("idle, %d ms behind".formatted(behindLatest.toMillis()));
  }

  @Override
  public void close() {
    story.add("closed");
  }

  @Override
  public Outcome checkpoint(SequenceNumber last) {
    return noted("checkpointed " + last.number());
  }

  @Override
  public Outcome prepare(SequenceNumber last, byte[] state) {
    return noted("prepared " + last.number() + " " + new String(state, StandardCharsets.UTF_8));
  }

  @Override
  public Outcome checkpointShardEnd() {
    return noted("checkpointed the end");
  }

  private Outcome noted(String line) {
    Outcome outcome = outcomes.isEmpty() ? new Outcome.Noted() : outcomes.remove();
    if (outcome instanceof Outcome.Noted) {
      story.add(line);
    }
    return outcome;
  }

  /// A batch of the records `from` to `to`.
  static RecordBatch batch(int from, int to) {
    List<StreamRecord> records = new ArrayList<>();
    for (int number = from; number <= to; number++) {
      records.add(
          new StreamRecord(
              Integer.toString(number), 0, "key", Instant.EPOCH, ByteBuffer.wrap(new byte[] {1})));
    }
    return new RecordBatch(records, Duration.ofMillis(7));
  }
}
