package dev.sluice.archiver.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Position;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachTest {
  private static final Instant CREATED = Instant.parse("2026-11-01T00:00:00Z");
  private static final Reach REACH =
      new Reach(
          CREATED,
          Set.of("shardId-000000000003", "shardId-000000000004"),
          Map.of("shardId-000000000003", BigInteger.valueOf(50)),
          List.of());

  private static boolean covers(Instant created, String shard, int sequence) {
    return REACH.covers(new Position(created, shard, BigInteger.valueOf(sequence), 0, 0).text());
  }

  @Test
  void whatLiesBeforeTheFirstRecordAfterTheInstantIsCovered() {
    assertThat(covers(CREATED, "shardId-000000000003", 49)).isTrue();
    assertThat(covers(CREATED, "shardId-000000000003", 50)).isFalse();
  }

  @Test
  void aShardWithNothingAfterTheInstantIsCovered() {
    assertThat(covers(CREATED, "shardId-000000000004", 1_000)).isTrue();
  }

  @Test
  void aShardThatTheStreamForgotIsCoveredAndOneThatWasMadeSinceIsNot() {
    assertThat(covers(CREATED, "shardId-000000000002", 60)).isTrue();
    assertThat(covers(CREATED, "shardId-000000000005", 1)).isFalse();
  }

  @Test
  void aStreamThatWasMadeAnewTellsOfTheOneBefore() {
    assertThat(covers(CREATED.minusMillis(1), "shardId-000000000009", 60)).isTrue();
    assertThat(covers(CREATED.plusMillis(1), "shardId-000000000003", 1)).isFalse();
  }

  @Test
  void whatIsNoPositionIsNamed() {
    assertThatThrownBy(() -> REACH.covers("1/2/3")).hasMessageContaining("\"1/2/3\"");
  }
}
