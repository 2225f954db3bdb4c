package dev.sluice.dynamodb;

import dev.sluice.model.Timestamps;
import dev.sluice.quality.Findings;
import dev.sluice.quality.Observation;
import dev.sluice.quality.QualityCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// An item of the table of counters: the quality of what one shard received in one minute, by event
/// type.
///
/// @param shard `<creation epoch millis of the stream>/<shard id>`; not the application, because
///   the events that another application reads again are the same events
/// @param types at most [#MAX_TYPES], and [#OTHER_TYPES]
/// @param lastPosition the text of the last [dev.sluice.model.Position] that was counted
public record QualityMinute(
    Instant minute,
    String shard,
    SortedMap<String, QualityCounts> types,
    String lastPosition,
    Instant expiresAt)
    implements ShardCounter<QualityMinute, Observation> {
  /// What bounds an item, some 30 KB at worst, whatever types devices make up.
  public static final int MAX_TYPES = 64;

  /// Takes the events of all further types. No event type may hold a parenthesis.
  public static final String OTHER_TYPES = "(other)";

  private static final EnhancedType<Map<String, Map<String, Long>>> COUNTS_BY_TYPE =
      EnhancedType.mapOf(
          EnhancedType.of(String.class),
          EnhancedType.mapOf(EnhancedType.of(String.class), EnhancedType.of(Long.class)));

  public static final TableSchema<QualityMinute> SCHEMA =
      TableSchema.builder(QualityMinute.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(BUCKET)
                      .getter(QualityMinute::bucket)
                      .setter((b, derived) -> {})
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(KEY)
                      .getter(QualityMinute::key)
                      .setter(Builder::key)
                      .tags(StaticAttributeTags.primarySortKey()))
          .addAttribute(
              COUNTS_BY_TYPE,
              a -> a.name("types").getter(QualityMinute::countsByType).setter(Builder::types))
          .addAttribute(
              String.class,
              a ->
                  a.name(LAST_POSITION)
                      .getter(QualityMinute::lastPosition)
                      .setter((b, value) -> b.lastPosition = value))
          .addAttribute(
              Long.class,
              a ->
                  a.name(Tables.EXPIRES_AT)
                      .getter(item -> item.expiresAt().getEpochSecond())
                      .setter((b, value) -> b.expiresAt = Instant.ofEpochSecond(value)))
          .build();

  public QualityMinute {
    minute = Timestamps.minute(minute);
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
  }

  /// A minute that nothing was counted in yet.
  public static QualityMinute empty(Instant minute, String shard, Duration retention) {
    Instant start = Timestamps.minute(minute);
    Instant expiry = start.plus(Duration.ofMinutes(1)).plus(retention);
    return new QualityMinute(
        start, shard, new TreeMap<>(), "", expiry.truncatedTo(ChronoUnit.SECONDS));
  }

  /// The partition of a minute: its hour, so that few queries read a long time.
  public static String bucket(Instant minute) {
    return "quality#" + Timestamps.format(minute.truncatedTo(ChronoUnit.HOURS));
  }

  @Override
  public String bucket() {
    return bucket(minute);
  }

  /// Within the bucket by time, then by shard.
  @Override
  public String key() {
    return Timestamps.format(minute) + "#" + shard;
  }

  @Override
  public QualityMinute plus(List<Observation> news) {
    SortedMap<String, QualityCounts> sum = new TreeMap<>(types);
    for (Observation observation : news) {
      Findings findings = observation.findings();
      sum.merge(
          counted(findings.eventType(), sum),
          QualityCounts.NONE.plus(findings, observation.outcome()),
          QualityCounts::plus);
    }
    return new QualityMinute(minute, shard, sum, news.getLast().position(), expiresAt);
  }

  /// Depends on nothing but the events before it, so a replay decides the same.
  private static String counted(String type, SortedMap<String, QualityCounts> known) {
    return known.containsKey(type) || known.size() < MAX_TYPES ? type : OTHER_TYPES;
  }

  private Map<String, Map<String, Long>> countsByType() {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    types.forEach((type, of) -> counts.put(type, of.byName()));
    return counts;
  }

  static final class Builder {
    private final SortedMap<String, QualityCounts> types = new TreeMap<>();
    private @Nullable Instant minute;
    private @Nullable String shard;
    private @Nullable String lastPosition;
    private @Nullable Instant expiresAt;

    void key(String value) {
      int hash = value.indexOf('#');
      minute = Timestamps.parse(value.substring(0, hash));
      shard = value.substring(hash + 1);
    }

    void types(Map<String, Map<String, Long>> counts) {
      counts.forEach((type, of) -> types.put(type, QualityCounts.of(of)));
    }

    QualityMinute build() {
      return new QualityMinute(
          Objects.requireNonNull(minute, "no key in the counter"),
          Objects.requireNonNull(shard, "no key in the counter"),
          types,
          Objects.requireNonNull(lastPosition, "no last_position in the counter"),
          Objects.requireNonNull(expiresAt, "no expires_at in the counter"));
    }
  }
}
