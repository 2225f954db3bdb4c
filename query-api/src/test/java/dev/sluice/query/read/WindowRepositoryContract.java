package dev.sluice.query.read;

import static dev.sluice.query.read.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.WindowItem;
import dev.sluice.window.Measurement;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/// What every [WindowRepository] must do. Each test has days of its own.
public abstract class WindowRepositoryContract {
  private static final Duration RETENTION = Duration.ofDays(45);
  private static final WindowField X = new WindowField("reading", "/payload/x");

  /// Asked at [Events#NOW].
  protected abstract WindowRepository repository();

  protected abstract Store store();

  /// A window in which a field had some numbers.
  public static WindowItem window(
      WindowLength length, Instant start, String shard, WindowField of, String... numbers) {
    return window(length, start, shard, RETENTION, of, numbers);
  }

  private static WindowItem window(
      WindowLength length,
      Instant start,
      String shard,
      Duration retention,
      WindowField of,
      String... numbers) {
    List<Measurement> measured = new ArrayList<>();
    for (String number : numbers) {
      measured.add(new Measurement("p" + measured.size(), of, new BigDecimal(number)));
    }
    return WindowItem.empty(length, start, shard, retention).plus(measured);
  }

  private static Instant daysAgo(int days) {
    return NOW.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days));
  }

  private void put(WindowLength length, Instant start, String shard, String... numbers) {
    store().putWindow(window(length, start, shard, X, numbers));
  }

  private SortedMap<Instant, WindowTotals> minutes(Instant from, Instant to) {
    return repository().findByStartBetween(X, WindowLength.MINUTE, from, to);
  }

  @Test
  void nothingKeptIsNothingFound() {
    assertThat(minutes(daysAgo(1), daysAgo(0))).isEmpty();
    assertThat(repository().findByStart(WindowLength.MINUTE, daysAgo(1))).isEmpty();
  }

  @Test
  void shardsAddUpAndOtherFieldsLengthsAndWindowsDoNotMix() {
    Instant start = daysAgo(3).plus(Duration.ofMinutes(59));
    WindowField other = new WindowField("reading", "/payload/y.z~1w");
    store().putWindow(window(WindowLength.MINUTE, start, "1/c", other, "7"));
    put(WindowLength.MINUTE, start, "1/a", "1.50", "-2");
    put(WindowLength.MINUTE, start, "1/b", "4");
    put(WindowLength.MINUTE, start.plus(Duration.ofMinutes(1)), "1/a", "100");
    put(WindowLength.HOUR, start, "1/a", "1000");

    assertThat(minutes(daysAgo(3), daysAgo(2)).values())
        .containsExactly(
            new WindowTotals(
                "reading",
                "/payload/x",
                WindowLength.MINUTE,
                start,
                3,
                new BigDecimal("3.50"),
                new BigDecimal("-2"),
                new BigDecimal("4")),
            WindowTotals.of(
                "reading",
                "/payload/x",
                WindowLength.MINUTE,
                start.plus(Duration.ofMinutes(1)),
                new BigDecimal("100")));
    assertThat(
            repository()
                .findByStartBetween(other, WindowLength.MINUTE, daysAgo(3), daysAgo(2))
                .values())
        .extracting(WindowTotals::sum)
        .containsExactly(new BigDecimal("7"));
    assertThat(
            repository().findByStartBetween(X, WindowLength.HOUR, daysAgo(3), daysAgo(2)).values())
        .extracting(WindowTotals::sum)
        .containsExactly(new BigDecimal("1000"));
  }

  @Test
  void theRangeIsHalfOpen() {
    Instant start = daysAgo(5);
    for (int i = 0; i < 120; i++) {
      put(WindowLength.MINUTE, start.plus(Duration.ofMinutes(i)), "1/a", "1");
    }
    Duration minute = Duration.ofMinutes(1);
    assertThat(minutes(start, start.plus(minute))).containsOnlyKeys(start);
    assertThat(minutes(start.plus(minute), start.plus(Duration.ofMinutes(119)))).hasSize(118);
    assertThat(minutes(start.minus(minute), start)).isEmpty();
    assertThat(minutes(start, start)).isEmpty();
  }

  @Test
  void moreThanOnePageIsRead() {
    Instant start = daysAgo(7);
    int shards = 60; // of 60 items an hour each: above 1 MB
    for (int shard = 0; shard < shards; shard++) {
      for (int i = 0; i < 60; i++) {
        put(
            WindowLength.MINUTE,
            start.plus(Duration.ofMinutes(i)),
            "1/" + "s".repeat(200) + shard,
            "1");
      }
    }
    assertThat(minutes(start, start.plus(Duration.ofHours(1))).values())
        .hasSize(60)
        .allSatisfy(totals -> assertThat(totals.count()).isEqualTo(shards));
  }

  @Test
  void whatHasExpiredIsNotSeen() {
    Instant start = daysAgo(9);
    store().putWindow(window(WindowLength.MINUTE, start, "1/a", Duration.ofDays(1), X, "1"));
    put(WindowLength.MINUTE, start, "1/b", "2");
    assertThat(minutes(start, start.plus(Duration.ofHours(1))).values())
        .extracting(WindowTotals::sum)
        .containsExactly(new BigDecimal("2"));
    assertThat(repository().findByStart(WindowLength.MINUTE, start)).containsOnlyKeys("1/b");
  }

  @Test
  void aWindowIsFoundByItsStartWithAllFieldsByShard() {
    Instant start = daysAgo(11);
    put(WindowLength.HOUR, start, "1/a", "1", "2");
    put(WindowLength.HOUR, start, "1/b", "3");
    put(WindowLength.HOUR, start.plus(Duration.ofHours(1)), "1/a", "4");
    put(WindowLength.MINUTE, start, "1/c", "5");

    assertThat(repository().findByStart(WindowLength.HOUR, start.plusSeconds(5)))
        .hasSize(2)
        .hasEntrySatisfying(
            "1/a",
            totals ->
                assertThat(totals)
                    .extracting(WindowTotals::sum)
                    .containsExactly(new BigDecimal("3")))
        .containsKey("1/b");
  }
}
