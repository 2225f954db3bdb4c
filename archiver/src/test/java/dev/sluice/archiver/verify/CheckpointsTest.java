package dev.sluice.archiver.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.archiver.verify.Checkpoints.Checkpoint;
import dev.sluice.model.Position;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointsTest {

  private static String position(String shard, long sequence, long sub) {
    return new Position(Instant.EPOCH, shard, BigInteger.valueOf(sequence), sub, 3).text();
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0, 99, 7, false",
    "100, 0, 100, 0, false",
    "100, 1, 100, 2, true",
    "100, 0, 101, 0, true",
    "9, 0, 10, 0, true",
    "TRIM_HORIZON, 0, 1, 0, true",
    "LATEST, 0, 1, 0, true",
    "AT_TIMESTAMP, 0, 1, 0, true",
    "SHARD_END, 0, 1, 0, false"
  })
  void aClaimIsInFlightUntilItsRecordIsCheckpointed(
      String checkpoint, long checkpointSub, long sequence, long sub, boolean inFlight) {
    Checkpoints checkpoints =
        new Checkpoints(Map.of("shard-1", Checkpoint.of(checkpoint, checkpointSub)));
    assertThat(checkpoints.isInFlight(position("shard-1", sequence, sub))).isEqualTo(inFlight);
  }

  @Test
  void aShardWithoutLeaseIsLongGone() {
    Checkpoints none = new Checkpoints(Map.of());
    assertThat(none.isInFlight(position("shard-1", 5, 0))).isFalse();
    assertThat(none.isInFlight("no position")).isFalse();
  }
}
