package dev.sluice.archiver.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ClosedDaysTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-05");

  @Test
  void aDayIsClosedTwoDaysAfterItsLastAcceptableEventHasExpired() {
    Instant lastEvent = Instant.parse("2026-03-05T23:59:59.999Z");
    Instant lastArrival = lastEvent.plus(Duration.ofDays(30));
    Instant lastExpiry = lastArrival.plus(Duration.ofDays(7));
    Instant closed = lastExpiry.plus(Duration.ofDays(2)).plusMillis(1);
    assertThat(ClosedDays.DEFAULT.closedAt(DAY)).isEqualTo(closed);
    assertThat(ClosedDays.DEFAULT.isClosed(DAY, closed.minusMillis(1))).isFalse();
    assertThat(ClosedDays.DEFAULT.isClosed(DAY, closed)).isTrue();
  }

  @Test
  void whereEventsLiveForAMinuteDaysCloseSooner() {
    ClosedDays days =
        new ClosedDays(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofDays(2));
    assertThat(days.closedAt(DAY)).isEqualTo(Instant.parse("2026-03-08T00:02:00Z"));
  }

  @Test
  void negativeNumbersAreRefusedByName() {
    assertThatThrownBy(() -> new ClosedDays(Duration.ZERO, Duration.ofDays(-1), Duration.ZERO))
        .hasMessage("retention PT-24H is below zero");
  }
}
