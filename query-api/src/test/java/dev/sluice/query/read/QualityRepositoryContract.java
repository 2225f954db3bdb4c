package dev.sluice.query.read;

import static dev.sluice.query.read.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.quality.Findings;
import dev.sluice.quality.Observation;
import dev.sluice.quality.Outcome;
import dev.sluice.quality.QualityCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/// What every [QualityRepository] must do. Each test has days of its own.
public abstract class QualityRepositoryContract {
  private static final Duration RETENTION = Duration.ofDays(30);

  /// Asked at [Events#NOW].
  protected abstract QualityRepository repository();

  protected abstract Store store();

  /// A minute that took some events of one type.
  public static QualityMinute minute(Instant minute, String shard, String type, int events) {
    return minute(minute, shard, type, events, RETENTION);
  }

  private static QualityMinute minute(
      Instant minute, String shard, String type, int events, Duration retention) {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      Findings findings = new Findings(type, Set.of(), Set.of());
      observations.add(new Observation("p" + i, minute, findings, Outcome.STORED));
    }
    return QualityMinute.empty(minute, shard, retention).plus(observations);
  }

  private Map<String, Long> stored(Instant from, Instant to) {
    SortedMap<String, QualityCounts> found = repository().findByReceivedMinuteBetween(from, to);
    Map<String, Long> stored = new java.util.TreeMap<>();
    found.forEach((type, counts) -> stored.put(type, counts.count(Outcome.STORED)));
    return stored;
  }

  @Test
  void nothingCountedIsNothingFound() {
    Instant start = NOW.minus(Duration.ofDays(1));
    assertThat(stored(start, start.plus(Duration.ofHours(24)))).isEmpty();
  }

  @Test
  void typesAreAddedUpOverShardsMinutesAndHours() {
    Instant start = NOW.minus(Duration.ofDays(3)).plus(Duration.ofMinutes(30));
    store().putQuality(minute(start, "1/a", "x", 1));
    store().putQuality(minute(start, "1/b", "x", 2));
    store().putQuality(minute(start, "1/c", "y", 7));
    store().putQuality(minute(start.plus(Duration.ofMinutes(1)), "1/a", "x", 4));
    store().putQuality(minute(start.plus(Duration.ofHours(2)), "1/a", "x", 8));

    assertThat(stored(start, start.plus(Duration.ofHours(24))))
        .containsExactlyInAnyOrderEntriesOf(Map.of("x", 15L, "y", 7L));
  }

  @Test
  void theRangeIsHalfOpen() {
    Instant start = NOW.minus(Duration.ofDays(5));
    for (int i = 0; i < 120; i++) {
      store().putQuality(minute(start.plus(Duration.ofMinutes(i)), "1/a", "x", 1));
    }
    Duration minute = Duration.ofMinutes(1);
    assertThat(stored(start, start.plus(minute))).containsEntry("x", 1L);
    assertThat(stored(start.plus(minute), start.plus(Duration.ofMinutes(119))))
        .containsEntry("x", 118L);
    assertThat(stored(start.minus(minute), start)).isEmpty();
    assertThat(stored(start, start)).isEmpty();
  }

  @Test
  void moreThanOnePageIsRead() {
    Instant start = NOW.minus(Duration.ofDays(7));
    String type = "x".repeat(64);
    int shards = 60; // of 60 items an hour each: above 1 MB
    for (int shard = 0; shard < shards; shard++) {
      for (int i = 0; i < 60; i++) {
        String name = "1/" + "s".repeat(200) + shard;
        store().putQuality(minute(start.plus(Duration.ofMinutes(i)), name, type, 1));
      }
    }
    assertThat(stored(start, start.plus(Duration.ofHours(1)))).containsEntry(type, 3_600L);
  }

  @Test
  void whatHasExpiredIsNotSeen() {
    Instant start = NOW.minus(Duration.ofDays(9));
    store().putQuality(minute(start, "1/a", "x", 1, Duration.ofDays(1)));
    store().putQuality(minute(start, "1/b", "x", 2));
    assertThat(stored(start, start.plus(Duration.ofHours(1)))).containsEntry("x", 2L);
  }

  @Test
  void typesBeyondTheBoundAreOther() {
    Instant start = NOW.minus(Duration.ofDays(11));
    for (int i = 0; i < QualityRepository.MAX_TYPES + 5; i++) {
      Instant minute = start.plus(Duration.ofMinutes(i % 60));
      store().putQuality(minute(minute, "1/" + i, "type-" + i, 1));
    }
    assertThat(stored(start, start.plus(Duration.ofHours(1))))
        .hasSize(QualityRepository.MAX_TYPES + 1)
        .containsEntry("(other)", 5L);
  }
}
