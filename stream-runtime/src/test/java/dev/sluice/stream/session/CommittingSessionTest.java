package dev.sluice.stream.session;

import static dev.sluice.stream.session.RecordingShard.batch;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.Commits;
import dev.sluice.stream.CommittingProcessor;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.ShardBoard;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StartOver;
import dev.sluice.stream.session.Checkpointer.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A processor that commits every second batch.
class CommittingSessionTest {
  private final RecordingShard shard = new RecordingShard();
  private final ShardBoard board =
      new ShardBoard("app", new SimpleMeterRegistry(), Clock.systemUTC());
  private boolean diskFails;
  private final ShardSession session =
      new ShardSession(
          (ref, control, prepared) -> {
            shard.story.add("opened" + prepared.map(state -> " " + text(state)).orElse(""));
            return new EverySecondBatch();
          },
          shard,
          board.open("worker", RecordingShard.SHARD),
          new SplittableRandom(1),
          () -> shard.story.add("gave back"));

  private static String text(byte[] state) {
    return new String(state, UTF_8);
  }

  private final class EverySecondBatch implements CommittingProcessor {
    private int batches;

    @Override
    public void process(RecordBatch batch, Commits commits)
        throws ShardReleased, InterruptedException, StartOver {
      if (batch.isEmpty()) {
        shard.story.add("time passed");
        return;
      }
      if (diskFails) {
        throw new StartOver("the disk is full", new IOException());
      }
      shard.process(batch);
      if (++batches % 2 == 0) {
        commits.prepare(batch.last().sequence(), "files".getBytes(UTF_8));
        shard.story.add("uploaded");
        commits.commit(batch.last().sequence());
      }
    }

    @Override
    public void end(Commits commits) throws ShardReleased, InterruptedException {
      Throwable fault = shard.faults.poll();
      if (fault instanceof RuntimeException bug) {
        throw bug;
      }
      shard.story.add("finished");
    }

    @Override
    public void close() {
      shard.close();
    }
  }

  private void arrive(RecordBatch batch) {
    session.on(new ShardEvent.RecordsArrived(batch, shard));
  }

  @Test
  void onlyTheProcessorSaysHowFarTheShardIsDone() {
    session.on(new ShardEvent.Started(Optional.empty()));
    arrive(batch(1, 2));
    arrive(batch(3, 4));
    arrive(batch(5, 6));
    session.on(new ShardEvent.ShardEnded(shard));
    assertThat(shard.story)
        .containsExactly(
            "opened",
            "processed 1..2",
            "processed 3..4",
            "prepared 4 files",
            "uploaded",
            "checkpointed 4",
            "processed 5..6",
            "finished",
            "checkpointed the end",
            "closed");
  }

  @Test
  void whatWasPreparedByAnotherIsToldAtTheStart() {
    session.on(new ShardEvent.Started(Optional.of("theirs".getBytes(UTF_8))));
    arrive(batch(1, 2));
    assertThat(shard.story).containsExactly("opened theirs", "processed 1..2");
  }

  @Test
  void emptyBatchesLetTimePass() {
    arrive(new RecordBatch(List.of(), Duration.ZERO));
    assertThat(shard.story).containsExactly("opened", "time passed");
  }

  @Test
  void aPreparationThatFailsIsRepeatedBeforeAnythingElse() {
    shard.outcomes.add(new Outcome.Failed(new IllegalStateException("throttled")));
    arrive(batch(1, 1));
    arrive(batch(2, 2));
    assertThat(shard.story)
        .containsExactly(
            "opened",
            "processed 1..1",
            "processed 2..2",
            "prepare failed, TRANSIENT",
            "paused",
            "prepared 2 files",
            "uploaded",
            "checkpointed 2");
  }

  @Test
  void whoIsNotTheOwnerAnyMoreLearnsSoBeforeTheUpload() {
    shard.outcomes.add(new Outcome.NotOurs());
    arrive(batch(1, 1));
    arrive(batch(2, 2));
    arrive(batch(3, 3));
    assertThat(shard.story).containsExactly("opened", "processed 1..1", "processed 2..2", "closed");
  }

  @Test
  void aProcessorThatLostWhatItTookGivesTheShardBack() {
    arrive(batch(1, 1));
    diskFails = true;
    arrive(batch(2, 2));
    arrive(batch(3, 3));
    assertThat(shard.story).containsExactly("opened", "processed 1..1", "gave back", "closed");
    assertThat(board.shards()).isEmpty();
  }

  @Test
  void theEndIsRepeatedUntilTheProcessorIsDone() {
    shard.faults.add(new IllegalStateException("a bug"));
    session.on(new ShardEvent.ShardEnded(shard));
    assertThat(shard.story)
        .containsExactly(
            "opened",
            "end failed, HOLDS_SHARD",
            "paused",
            "finished",
            "checkpointed the end",
            "closed");
  }
}
