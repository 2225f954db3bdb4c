package dev.sluice.consumer.pipeline;

import static dev.sluice.consumer.pipeline.Records.json;
import static dev.sluice.consumer.pipeline.Records.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.stream.ByteBudget;
import dev.sluice.stream.ShardReleased;
import dev.sluice.wire.DecodeLimits;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkCostTest {
  private static final long MIB = 1 << 20;

  private final WorkCost cost = new WorkCost(DecodeLimits.DEFAULT);

  @Test
  void lineCostsBySizeAndForBeingThere() {
    assertThat(WorkCost.line(0)).isEqualTo(2_048);
    assertThat(WorkCost.line(1_000)).isEqualTo(8_048);
  }

  @Test
  void plainRecordsCostWhatTheLargestMayBecome() {
    assertThat(cost.part(List.of(record(1, "x".repeat(100)), record(2, "x"))))
        .isEqualTo(8 * MIB + 800 + 51 * 2_048);
  }

  @Test
  void gzippedRecordMayBecomeAnythingUpToTheBound() {
    assertThat(cost.part(List.of(record(1, Records.gzip("{}".getBytes(UTF_8))))))
        .isEqualTo(cost.greatest())
        .isEqualTo(8 * MIB + 8 * 8 * MIB + 10_000 * 2_048);
  }

  @Test
  void shardWaitsForTheMemoryThatOthersHoldAndGivesBackItsOwn() throws Exception {
    World world = new World();
    FutureTask<Boolean> work =
        new FutureTask<>(() -> {
          world.process(List.of(record(1, json(1)), record(2, "bad")));
          return true;
        });
    try (ByteBudget.Share _ = world.budget.take(Long.MAX_VALUE)) {
      Thread.ofPlatform().start(work);
      Awaitility.await().until(() -> world.shard.stages().contains("await_memory"));
      assertThat(world.journal.actions()).isEmpty();
    }
    assertThat(work.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(world.count("stored")).isEqualTo(1);
    assertThat(world.budget.taken()).isZero();
  }

  @Test
  void shardThatIsLetGoWaitsNoLonger() throws Exception {
    World world = new World();
    try (ByteBudget.Share _ = world.budget.take(1)) {
      FutureTask<Boolean> work =
          new FutureTask<>(() -> {
            world.process(List.of(record(1, Records.gzip(json(1).getBytes(UTF_8)))));
            return true;
          });
      try (ByteBudget.Share _ = world.budget.take(100 * MIB)) {
        Thread.ofPlatform().start(work);
        Awaitility.await().until(() -> world.shard.stages().contains("await_memory"));
        world.shard.letGo();
        assertThatThrownBy(() -> work.get(20, TimeUnit.SECONDS))
            .hasCauseInstanceOf(ShardReleased.class);
      }
    }
    assertThat(world.budget.taken()).isZero();
    world.assertNothingHides();
  }
}
