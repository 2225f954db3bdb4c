package dev.sluice.stream.kcl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReadSizeTest {
  private static final int MIB = 1 << 20;

  private final ReadSize size = new ReadSize(1_000, MIB);

  private static int[] records(int count, int bytes) {
    int[] sizes = new int[count];
    Arrays.fill(sizes, bytes);
    return sizes;
  }

  @Test
  void readAsksForAsManyRecordsAsFillABatch() {
    assertThat(size.records()).as("at first").isEqualTo(100);
    size.seen(records(100, 10_000), Duration.ZERO);
    assertThat(size.records()).isEqualTo(104);
    size.seen(records(10, 500), Duration.ZERO);
    assertThat(size.records()).as("never more than configured").isEqualTo(1_000);
    size.seen(records(10, MIB), Duration.ZERO);
    assertThat(size.records()).isEqualTo(1);
    size.seen(new int[0], Duration.ZERO);
    assertThat(size.records()).as("nothing read, nothing learnt").isEqualTo(1);
    assertThat(new ReadSize(7, MIB).records()).isEqualTo(7);
  }

  @Test
  void batchIsCutWhereItWouldGrowTooLargeButNeverToNothing() {
    assertThat(size.fitting(records(4, MIB / 4))).isEqualTo(4);
    assertThat(size.fitting(records(5, MIB / 4))).isEqualTo(4);
    assertThat(size.fitting(new int[] {MIB, 1})).isEqualTo(1);
    assertThat(size.fitting(new int[] {2 * MIB, 1})).isEqualTo(1);
    assertThat(size.fitting(new int[0])).isZero();
  }

  @Test
  void readBringsWhatAShardCanHaveTakenSinceTheLast() {
    assertThat(size.possibleBytes(Duration.ZERO)).as("at first").isEqualTo(10L * MIB);
    size.seen(records(1, 100), Duration.ZERO);
    assertThat(size.possibleBytes(Duration.ofMillis(500))).isEqualTo(5L * MIB / 2);
    size.seen(records(1, 100), Duration.ofSeconds(1));
    assertThat(size.possibleBytes(Duration.ofSeconds(2))).isEqualTo(5L * MIB);
    assertThat(size.possibleBytes(Duration.ofMinutes(1))).isEqualTo(10L * MIB);
  }
}
