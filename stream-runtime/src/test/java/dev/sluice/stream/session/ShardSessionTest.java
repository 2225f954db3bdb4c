package dev.sluice.stream.session;

import static dev.sluice.stream.session.RecordingShard.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.CommittingProcessorFactory;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.ShardBoard;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.session.Checkpointer.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShardSessionTest {
  private final RecordingShard shard = new RecordingShard();
  private final ShardBoard board =
      new ShardBoard("app", new SimpleMeterRegistry(), Clock.systemUTC());
  private final ShardSession session =
      new ShardSession(
          CommittingProcessorFactory.committingEachBatch((ref, control) -> {
            shard.story.add("opened");
            return shard;
          }),
          shard,
          board.open("worker", RecordingShard.SHARD),
          new SplittableRandom(1),
          () -> shard.story.add("gave back"));

  private void arrive(RecordBatch batch) {
    session.on(new ShardEvent.RecordsArrived(batch, shard));
  }

  @Test
  void aShardIsProcessedBatchByBatchAndEachIsCheckpointedAfterItsProcessing() {
    session.on(new ShardEvent.Started(Optional.empty()));
    arrive(batch(1, 2));
    arrive(batch(3, 5));
    session.on(new ShardEvent.ShardEnded(shard));
    session.on(new ShardEvent.LeaseLost());
    assertThat(shard.story)
        .containsExactly(
            "opened",
            "processed 1..2",
            "checkpointed 2",
            "processed 3..5",
            "checkpointed 5",
            "checkpointed the end",
            "closed");
    assertThat(board.shards()).isEmpty();
  }

  @Test
  void aShardThatIsToBeLetGoMayBeAnothersAtOnceSoNothingMoreIsDoneToIt() {
    arrive(batch(1, 2));
    session.on(new ShardEvent.ShutdownRequested());
    arrive(batch(3, 5));
    session.on(new ShardEvent.LeaseLost());
    assertThat(shard.story).containsExactly("opened", "processed 1..2", "checkpointed 2", "closed");
    assertThat(board.shards()).isEmpty();
  }

  @Test
  void anEmptyBatchMeasuresTheLagAndLetsTimePassButCheckpointsNothing() {
    arrive(new RecordBatch(List.of(), Duration.ofMillis(42)));
    assertThat(shard.story).containsExactly("opened", "idle, 42 ms behind");
    assertThat(board.lagMillis()).isEqualTo(42);
  }

  @Test
  void aBatchWhoseProcessingFailsIsRepeatedAndNotSkipped() {
    shard.faults.add(new IllegalStateException("a bug"));
    shard.faults.add(new StackOverflowError());
    arrive(batch(1, 2));
    arrive(batch(3, 3));
    assertThat(shard.story)
        .containsExactly(
            "opened",
            "process failed, HOLDS_SHARD",
            "paused",
            "process failed, HOLDS_SHARD",
            "paused",
            "processed 1..2",
            "checkpointed 2",
            "processed 3..3",
            "checkpointed 3");
  }

  @Test
  void aReleaseOrAnInterruptWhileTheShardIsHeldIsABugAndSkipsNothing() {
    shard.faults.add(new ShardReleased(RecordingShard.SHARD));
    shard.faults.add(new InterruptedException());
    arrive(batch(1, 1));
    assertThat(shard.story)
        .endsWith("processed 1..1", "checkpointed 1")
        .filteredOn(line -> line.equals("paused"))
        .hasSize(2);
  }

  @Test
  void onceTheLeaseHasGoneNothingIsProcessedOrCheckpointedAnyMore() {
    shard.faults.add(new IllegalStateException("a bug"));
    shard.pausesUntilLoss = 0;
    arrive(batch(1, 2));
    arrive(batch(3, 4));
    session.on(new ShardEvent.ShardEnded(shard));
    session.on(new ShardEvent.LeaseLost());
    assertThat(shard.story)
        .containsExactly("opened", "process failed, HOLDS_SHARD", "paused", "closed");
  }

  @Test
  void aBatchThatArrivesAfterTheLeaseHasGoneIsNotTouched() {
    shard.loseLease();
    arrive(batch(1, 2));
    assertThat(shard.story).isEmpty();
  }

  @Test
  void aCheckpointThatFailsIsRepeatedWithoutProcessingAgain() {
    shard.outcomes.add(new Outcome.Failed(new IllegalStateException("throttled")));
    shard.outcomes.add(new Outcome.Failed(new IllegalStateException("throttled")));
    arrive(batch(1, 2));
    assertThat(shard.story)
        .containsExactly(
            "opened",
            "processed 1..2",
            "checkpoint failed, TRANSIENT",
            "paused",
            "checkpoint failed, TRANSIENT",
            "paused",
            "checkpointed 2");
  }

  @Test
  void aShardThatAnotherWorkerOwnsIsLeftQuietly() {
    shard.outcomes.add(new Outcome.NotOurs());
    arrive(batch(1, 2));
    arrive(batch(3, 4));
    session.on(new ShardEvent.ShardEnded(shard));
    assertThat(shard.story).containsExactly("opened", "processed 1..2", "closed");
  }

  @Test
  void aStopCheckpointsNothingBeyondWhatIsDone() {
    arrive(batch(1, 2));
    session.on(new ShardEvent.ShutdownRequested());
    session.on(new ShardEvent.LeaseLost());
    assertThat(shard.story).containsExactly("opened", "processed 1..2", "checkpointed 2", "closed");
  }

  @Test
  void theEndOfAShardIsCheckpointedUntilItIsNoted() {
    shard.outcomes.add(new Outcome.Failed(new IllegalStateException("throttled")));
    session.on(new ShardEvent.ShardEnded(shard));
    assertThat(shard.story)
        .containsExactly("checkpoint failed, TRANSIENT", "paused", "checkpointed the end");
  }
}
