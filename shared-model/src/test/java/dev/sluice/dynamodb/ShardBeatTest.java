package dev.sluice.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ShardBeatTest {
  private static final Instant THEN = Instant.parse("2026-03-05T12:00:00Z");
  private static final ShardBeat BEAT =
      new ShardBeat("1/shardId-000000000000", "host:1", Duration.ofMillis(40), THEN);

  @Test
  void theLagIsWhatTheLastReadSaid() {
    assertThat(BEAT.lag(THEN.plusSeconds(3))).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void whileBeatsAreOverdueTheLagGrowsWithTheSilence() {
    assertThat(BEAT.lag(THEN.plusSeconds(60))).isEqualTo(Duration.ofMillis(60_040));
  }
}
