package dev.sluice.simulator.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.simulator.OutgoingRecord;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaveTest {
  @Test
  void aCallHoldsTheFirstOfEachKey() {
    List<OutgoingRecord> records = List.of(of("a"), of("b"), of("a"), of("c"), of("b"));
    assertThat(Wave.next(records, List.of(0, 1, 2, 3, 4)).indexes()).containsExactly(0, 1, 3);
    assertThat(Wave.next(records, List.of(1, 2, 4)).indexes()).containsExactly(1, 2);
  }

  @Test
  void aCallHoldsNoMoreThan500Records() {
    List<OutgoingRecord> records = IntStream.range(0, 700).mapToObj(i -> of("k" + i)).toList();
    assertThat(Wave.next(records, IntStream.range(0, 700).boxed().toList()).indexes())
        .hasSize(500)
        .startsWith(0)
        .endsWith(499);
  }

  @Test
  void aCallHoldsNoMoreThanFourMebibytes() {
    byte[] megabyte = new byte[1 << 20];
    List<OutgoingRecord> records =
        List.of(
            new OutgoingRecord("a", megabyte),
            new OutgoingRecord("b", megabyte),
            new OutgoingRecord("c", megabyte),
            new OutgoingRecord("d", megabyte),
            new OutgoingRecord("d", new byte[1]),
            new OutgoingRecord("e", new byte[1]));
    assertThat(Wave.next(records, List.of(0, 1, 2, 3, 4, 5)).indexes())
        .as("d does not fit, so its next may not go before it")
        .containsExactly(0, 1, 2, 5);
  }

  private static OutgoingRecord of(String key) {
    return new OutgoingRecord(key, new byte[10]);
  }
}
