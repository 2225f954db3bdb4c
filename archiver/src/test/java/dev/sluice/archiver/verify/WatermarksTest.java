package dev.sluice.archiver.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.ArchiveWatermark;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatermarksTest {
  private static final Instant CREATED = Instant.ofEpochMilli(1_000);
  private static final Instant NOW = Instant.parse("2026-03-08T00:00:00Z");

  private static ArchiveWatermark mark(
      Instant created, String shard, int secondsAgo, boolean ended) {
    return new ArchiveWatermark(created, shard, NOW.minusSeconds(secondsAgo), NOW, ended);
  }

  @Test
  void theLowestOfTheShardsThatGoOnCounts() {
    assertThat(
            Watermarks.lowest(
                List.of(
                    mark(CREATED, "a", 10, false),
                    mark(CREATED, "b", 20, false),
                    mark(CREATED, "c", 9_000, true)),
                CREATED,
                List.of("a", "b", "c")))
        .contains(NOW.minusSeconds(20));
  }

  @Test
  void aShardThatNobodyHasReadYetLeavesItUnknown() {
    assertThat(
            Watermarks.lowest(
                List.of(mark(CREATED, "parent", 5, true)), CREATED, List.of("parent", "child")))
        .isEmpty();
  }

  @Test
  void anEarlierStreamSaysNothing() {
    assertThat(
            Watermarks.lowest(
                List.of(mark(CREATED.minusMillis(1), "a", 5, false)), CREATED, List.of("a")))
        .isEmpty();
  }

  @Test
  void shardsThatAreForgottenHoldNothingBack() {
    assertThat(
            Watermarks.lowest(
                List.of(mark(CREATED, "old", 90_000, false), mark(CREATED, "a", 5, false)),
                CREATED,
                List.of("a")))
        .contains(NOW.minusSeconds(5));
  }
}
