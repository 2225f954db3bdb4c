package dev.sluice.query.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.alert.Alert;
import dev.sluice.alert.AlertState;
import dev.sluice.dynamodb.StoredAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every [AlertRepository] must do. Each test has days of its own.
public abstract class AlertRepositoryContract {
  private static final Instant NOW = Events.NOW;

  /// Asked at [Events#NOW].
  protected abstract AlertRepository repository();

  protected abstract Store store();

  /// An alert that is kept for long.
  public static StoredAlert alert(
      int number, @Nullable String device, String rule, AlertState state, Instant received) {
    Alert alert =
        new Alert(
            new UUID(received.toEpochMilli(), number),
            rule,
            state,
            device,
            "temperature",
            received,
            new Alert.Trigger(new UUID(7, number), received),
            "31.50",
            "hot",
            null);
    return new StoredAlert(alert, NOW.plus(Duration.ofDays(40)));
  }

  private static AlertRange all(Instant from, Instant to) {
    return new AlertRange(from, to, "", null, null, null);
  }

  private List<Alert> pages(AlertRange range, int limit) {
    List<Alert> found = new ArrayList<>();
    String after = null;
    do {
      Slice<Alert> page = repository().findByReceivedTimeBetween(range, limit, after);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(page.items());
      after = page.next();
    } while (after != null);
    return found;
  }

  @Test
  void pagesOfAnySizeGiveEachOnceNewestFirst() {
    Instant start = NOW.minus(Duration.ofDays(2));
    Random random = new Random(5);
    List<Alert> put = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Instant received = start.plusMillis(random.nextInt(20) * 7_000L);
      StoredAlert alert = alert(i, "d" + i % 3, "hot", AlertState.RAISED, received);
      store().putAlert(alert);
      put.add(alert.alert());
    }
    put.sort(Comparator.comparing(AlertRepository::place).reversed());
    AlertRange range = all(start, start.plus(Duration.ofHours(1)));
    for (int limit : new int[] {1, 7, 60, 1_000}) {
      assertThat(pages(range, limit)).containsExactlyElementsOf(put);
    }
  }

  @Test
  void theRangeIsHalfOpenAndMayHoldHoursOfNothing() {
    Instant start = NOW.minus(Duration.ofDays(5)).plusSeconds(30);
    Instant end = start.plus(Duration.ofHours(20));
    for (Instant time :
        List.of(start.minusMillis(1), start, start.plusSeconds(5), end.minusMillis(1), end)) {
      store().putAlert(alert(1, "d", "hot", AlertState.RAISED, time));
    }
    assertThat(pages(all(start, end), 2))
        .extracting(Alert::receivedTime)
        .containsExactly(end.minusMillis(1), start.plusSeconds(5), start);
  }

  @Test
  void onlyWhatFitsIsFound() {
    Instant start = NOW.minus(Duration.ofDays(8));
    Instant end = start.plus(Duration.ofMinutes(3));
    store().putAlert(alert(1, "a-1", "hot", AlertState.RAISED, start));
    store().putAlert(alert(2, "a-1", "hot", AlertState.CLEARED, start.plusSeconds(70)));
    store().putAlert(alert(3, "a-2", "cold", AlertState.RAISED, start.plusSeconds(71)));
    store().putAlert(alert(4, "b-1", "hot", AlertState.RAISED, start.plusSeconds(72)));
    store().putAlert(alert(5, null, "many", AlertState.RAISED, start.plusSeconds(73)));

    assertThat(numbers(new AlertRange(start, end, "", null, null, null)))
        .containsExactly(5, 4, 3, 2, 1);
    assertThat(numbers(new AlertRange(start, end, "a-", null, null, null)))
        .containsExactly(3, 2, 1);
    assertThat(numbers(new AlertRange(start, end, "", "a-1", null, null))).containsExactly(2, 1);
    assertThat(numbers(new AlertRange(start, end, "", null, "hot", null))).containsExactly(4, 2, 1);
    assertThat(numbers(new AlertRange(start, end, "", null, null, AlertState.CLEARED)))
        .containsExactly(2);
  }

  private List<Integer> numbers(AlertRange range) {
    return pages(range, 2).stream()
        .map(alert -> (int) alert.alertKey().getLeastSignificantBits())
        .toList();
  }

  @Test
  void whatHasExpiredIsNotThere() {
    Instant start = NOW.minus(Duration.ofDays(11));
    StoredAlert kept = alert(1, "d", "hot", AlertState.RAISED, start);
    store().putAlert(new StoredAlert(kept.alert(), NOW));
    assertThat(pages(all(start, start.plusSeconds(60)), 10)).isEmpty();
    store().putAlert(new StoredAlert(kept.alert(), NOW.plusSeconds(1)));
    assertThat(pages(all(start, start.plusSeconds(60)), 10)).containsExactly(kept.alert());
  }

  @Test
  void whatIsStoredWhileSomebodyPagesNeitherRepeatsNorHidesOthers() {
    Instant start = NOW.minus(Duration.ofDays(14));
    for (int i = 0; i < 6; i++) {
      store().putAlert(alert(i, "d", "hot", AlertState.RAISED, start.plusSeconds(i)));
    }
    AlertRange range = all(start, start.plusSeconds(60));
    Slice<Alert> first = repository().findByReceivedTimeBetween(range, 3, null);
    store().putAlert(alert(9, "d", "hot", AlertState.RAISED, start.plusSeconds(9)));
    Slice<Alert> second = repository().findByReceivedTimeBetween(range, 3, first.next());
    assertThat(second.items())
        .extracting(Alert::receivedTime)
        .containsExactly(start.plusSeconds(2), start.plusSeconds(1), start);
  }
}
