package dev.sluice.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowSumsTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final WindowSums sums = new WindowSums(3);

  private static WindowTotals totals(int minute, long count, String sum, String min, String max) {
    return new WindowTotals(
        "temperature",
        "/payload/celsius",
        WindowLength.MINUTE,
        START.plus(Duration.ofMinutes(minute)),
        count,
        new BigDecimal(sum),
        new BigDecimal(min),
        new BigDecimal(max));
  }

  @Test
  void shardsAddUpAndAShardReplacesWhatItSaid() {
    sums.put("a", totals(0, 1, "20", "20", "20"));
    assertThat(sums.put("b", totals(0, 2, "30", "10", "20")))
        .hasValue(totals(0, 3, "50", "10", "20"));
    assertThat(sums.put("a", totals(0, 3, "66", "20", "25")))
        .hasValue(totals(0, 5, "96", "10", "25"));
  }

  @Test
  void anOlderSayingChangesNothing() {
    sums.put("a", totals(0, 3, "66", "20", "25"));
    assertThat(sums.put("a", totals(0, 1, "20", "20", "20")))
        .hasValue(totals(0, 3, "66", "20", "25"));
  }

  @Test
  void fieldsAndLengthsDoNotMix() {
    WindowTotals hour =
        WindowTotals.of(
            "temperature", "/payload/celsius", WindowLength.HOUR, START, BigDecimal.ONE);
    WindowTotals other =
        WindowTotals.of(
            "temperature", "/payload/other", WindowLength.MINUTE, START, BigDecimal.ONE);
    sums.put("a", totals(0, 1, "20", "20", "20"));
    assertThat(sums.put("a", hour)).hasValue(hour);
    assertThat(sums.put("a", other)).hasValue(other);
  }

  @Test
  void onlyTheLatestWindowsAreKept() {
    for (int minute = 1; minute <= 4; minute++) {
      sums.put("a", totals(minute, 1, "1", "1", "1"));
    }
    assertThat(sums.knows(WindowLength.MINUTE, START.plus(Duration.ofMinutes(1)))).isFalse();
    assertThat(sums.knows(WindowLength.MINUTE, START.plus(Duration.ofMinutes(2)))).isTrue();
    assertThat(sums.put("a", totals(1, 1, "1", "1", "1"))).isEmpty();
    assertThat(sums.put("b", totals(2, 1, "1", "1", "1"))).hasValue(totals(2, 2, "2", "1", "1"));
  }
}
