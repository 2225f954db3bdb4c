package dev.sluice.simulator.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void aSteadyRateDoesNotDrift() {
    Schedule.Cursor cursor = Schedule.steady(3).cursor();
    long last = 0;
    for (int i = 0; i <= 3_000_000; i++) {
      last = cursor.nextOffsetNanos();
    }
    assertThat(last).isCloseTo(Duration.ofSeconds(1_000_000).toNanos(), within(1L));
  }

  @Test
  void spikesMultiplyTheRateWhileTheyLast() {
    long[] perSecond = perSecond(new Schedule(100, List.of(Spike.parse("5x@30s/10s"))), 90);
    for (int second = 0; second < perSecond.length; second++) {
      boolean spiking = second >= 30 && second % 30 < 10;
      assertThat(perSecond[second]).as("second %d", second).isEqualTo(spiking ? 500 : 100);
    }
  }

  @Test
  void theGreatestOfOverlappingSpikesHolds() {
    long[] perSecond =
        perSecond(new Schedule(10, List.of(Spike.parse("2x@4s/2s"), Spike.parse("3x@5s/1s"))), 8);
    assertThat(perSecond).containsExactly(10, 10, 10, 10, 20, 30, 10, 10);
  }

  @Test
  void aLullIsASpikeBelowOne() {
    long[] perSecond = perSecond(new Schedule(10, List.of(Spike.parse("0.1x@2s/1s"))), 4);
    assertThat(perSecond).containsExactly(10, 10, 1, 10);
  }

  @Test
  void offsetsNeverGoBack() {
    Schedule.Cursor cursor =
        new Schedule(777.7, List.of(Spike.parse("7x@100ms/3ms"), Spike.parse("0.3x@70ms/9ms")))
            .cursor();
    long before = cursor.nextOffsetNanos();
    assertThat(before).isZero();
    for (int i = 0; i < 100_000; i++) {
      long next = cursor.nextOffsetNanos();
      assertThat(next).isGreaterThanOrEqualTo(before);
      before = next;
    }
  }

  @Test
  void refusesRatesThatSendNothing() {
    assertThatThrownBy(() -> Schedule.steady(0)).hasMessageContaining("rate 0.0");
    assertThatThrownBy(() -> Schedule.steady(Double.NaN)).hasMessageContaining("rate NaN");
  }

  private static long[] perSecond(Schedule schedule, int seconds) {
    long[] counts = new long[seconds];
    Schedule.Cursor cursor = schedule.cursor();
    long offset = cursor.nextOffsetNanos();
    while (offset < Duration.ofSeconds(seconds).toNanos()) {
      counts[(int) (offset / 1_000_000_000L)]++;
      offset = cursor.nextOffsetNanos();
    }
    return counts;
  }
}
