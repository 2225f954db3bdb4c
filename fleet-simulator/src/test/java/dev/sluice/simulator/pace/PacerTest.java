package dev.sluice.simulator.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final Instant START = Instant.parse("2026-03-05T01:49:51.260Z");
  private final ManualTicker ticker = new ManualTicker();
  private final long begun = ticker.nanos();
  private final Pacer pacer =
      new Pacer(
          Clock.fixed(START, ZoneOffset.UTC), ticker, Duration.ofMillis(10), Duration.ofSeconds(5));

  @Test
  void waitsUntilAnOffsetIsDue() throws InterruptedException {
    assertThat(pacer.isDue(seconds(3))).isFalse();
    assertThat(pacer.await(seconds(3))).isTrue();
    assertThat(passed()).isEqualTo(Duration.ofSeconds(3));
    assertThat(pacer.isDue(seconds(3))).isTrue();
    assertThat(pacer.at(seconds(3))).isEqualTo(START.plusSeconds(3));
  }

  @Test
  void gathersSendsForTheLinger() throws InterruptedException {
    assertThat(pacer.await(0)).isTrue();
    assertThat(passed()).isZero();
    assertThat(pacer.await(1_000)).isTrue();
    assertThat(passed()).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void aShortDelayIsMadeUpFor() throws InterruptedException {
    ticker.sleep(seconds(4));
    pacer.await(0);
    assertThat(pacer.forgiven()).isZero();
    assertThat(pacer.isDue(seconds(4))).isTrue();
    assertThat(pacer.isDue(seconds(4) + 1)).isFalse();
  }

  @Test
  void whatALongOutageCostsIsForgivenButForTheCatchUp() throws InterruptedException {
    ticker.sleep(seconds(3_600));
    pacer.await(0);
    assertThat(pacer.forgiven()).isEqualTo(Duration.ofSeconds(3_595));
    assertThat(pacer.isDue(seconds(5))).isTrue();
    assertThat(pacer.isDue(seconds(5) + 1)).isFalse();
    assertThat(pacer.at(seconds(5))).isEqualTo(START.plusSeconds(3_600));
  }

  @Test
  void aStoppedPacerNeverWaits() throws InterruptedException {
    pacer.stop();
    assertThat(pacer.await(seconds(3_600))).isFalse();
    assertThat(passed()).isZero();
  }

  private Duration passed() {
    return Duration.ofNanos(ticker.nanos() - begun);
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
