package dev.sluice.dynamodb;

import dev.sluice.model.Timestamps;
import dev.sluice.window.Measurement;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import java.math.BigDecimal;
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

/// An item of the table of counters: what one shard held of one window of event time, for all
/// fields that windows are kept of. Numbers are text, so that they come back as they were added up:
/// as long as [dev.sluice.window.WindowFields] bounds them, an item has some 25 KB at worst.
///
/// @param shard `<creation epoch millis of the stream>/<shard id>`
/// @param totals all of this window
public record WindowItem(
    WindowLength length,
    Instant start,
    String shard,
    SortedMap<WindowField, WindowTotals> totals,
    String lastPosition,
    Instant expiresAt)
    implements ShardCounter<WindowItem, Measurement> {
  public static final String TOTALS = "totals";

  /// What the buckets of windows begin with.
  public static final String PREFIX = "window#";

  private static final EnhancedType<Map<String, Map<String, Map<String, String>>>> BY_TYPE =
      EnhancedType.mapOf(
          EnhancedType.of(String.class),
          EnhancedType.mapOf(
              EnhancedType.of(String.class),
              EnhancedType.mapOf(EnhancedType.of(String.class), EnhancedType.of(String.class))));

  public static final TableSchema<WindowItem> SCHEMA =
      TableSchema.builder(WindowItem.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(BUCKET)
                      .getter(WindowItem::bucket)
                      .setter(Builder::bucket)
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(KEY)
                      .getter(WindowItem::key)
                      .setter(Builder::key)
                      .tags(StaticAttributeTags.primarySortKey()))
          .addAttribute(
              BY_TYPE,
              a ->
                  a.name(TOTALS)
                      .getter(WindowItem::totalsByType)
                      .setter((b, value) -> b.totals = value))
          .addAttribute(
              String.class,
              a ->
                  a.name(LAST_POSITION)
                      .getter(WindowItem::lastPosition)
                      .setter((b, value) -> b.lastPosition = value))
          .addAttribute(
              Long.class,
              a ->
                  a.name(Tables.EXPIRES_AT)
                      .getter(item -> item.expiresAt().getEpochSecond())
                      .setter((b, value) -> b.expiresAt = Instant.ofEpochSecond(value)))
          .build();

  public WindowItem {
    start = length.start(start);
    totals = Collections.unmodifiableSortedMap(new TreeMap<>(totals));
  }

  /// A window that nothing was counted in yet.
  ///
  /// @param retention how long it is kept after its end
  public static WindowItem empty(
      WindowLength length, Instant start, String shard, Duration retention) {
    Instant expiry = length.start(start).plus(length.duration()).plus(retention);
    return new WindowItem(
        length, start, shard, new TreeMap<>(), "", expiry.truncatedTo(ChronoUnit.SECONDS));
  }

  /// The partition of a window: minutes by their hour, hours by their day, so that few queries read
  /// a long time.
  public static String bucket(WindowLength length, Instant start) {
    return PREFIX + length.text() + "#" + Timestamps.format(start.truncatedTo(bucketUnit(length)));
  }

  /// How much time a bucket holds.
  public static ChronoUnit bucketUnit(WindowLength length) {
    return switch (length) {
      case MINUTE -> ChronoUnit.HOURS;
      case HOUR -> ChronoUnit.DAYS;
    };
  }

  @Override
  public String bucket() {
    return bucket(length, start);
  }

  /// Within the bucket by time, then by shard.
  @Override
  public String key() {
    return Timestamps.format(start) + "#" + shard;
  }

  @Override
  public WindowItem plus(List<Measurement> news) {
    SortedMap<WindowField, WindowTotals> sum = new TreeMap<>(totals);
    for (Measurement one : news) {
      WindowField of = one.of();
      sum.merge(
          of,
          WindowTotals.of(of.eventType(), of.field(), length, start, one.number()),
          WindowTotals::plus);
    }
    return new WindowItem(length, start, shard, sum, news.getLast().position(), expiresAt);
  }

  private Map<String, Map<String, Map<String, String>>> totalsByType() {
    Map<String, Map<String, Map<String, String>>> byType = new TreeMap<>();
    totals.forEach((of, total) ->
        byType
            .computeIfAbsent(of.eventType(), type -> new TreeMap<>())
            .put(
                of.field(),
                Map.of(
                    "count", Long.toString(total.count()),
                    "sum", total.sum().toString(),
                    "min", total.min().toString(),
                    "max", total.max().toString())));
    return byType;
  }

  static final class Builder {
    private Map<String, Map<String, Map<String, String>>> totals = Map.of();
    private @Nullable WindowLength length;
    private @Nullable Instant start;
    private @Nullable String shard;
    private @Nullable String lastPosition;
    private @Nullable Instant expiresAt;

    void bucket(String value) {
      length = WindowLength.of(value.substring(PREFIX.length(), value.lastIndexOf('#')));
    }

    void key(String value) {
      int hash = value.indexOf('#');
      start = Timestamps.parse(value.substring(0, hash));
      shard = value.substring(hash + 1);
    }

    WindowItem build() {
      WindowLength ofLength = Objects.requireNonNull(length, "no bucket in the window");
      Instant from = Objects.requireNonNull(start, "no key in the window");
      SortedMap<WindowField, WindowTotals> read = new TreeMap<>();
      totals.forEach((type, fields) ->
          fields.forEach((field, numbers) ->
              read.put(
                  new WindowField(type, field), totals(type, field, ofLength, from, numbers))));
      return new WindowItem(
          ofLength,
          from,
          Objects.requireNonNull(shard, "no key in the window"),
          read,
          Objects.requireNonNull(lastPosition, "no last_position in the window"),
          Objects.requireNonNull(expiresAt, "no expires_at in the window"));
    }

    private static WindowTotals totals(
        String type, String field, WindowLength length, Instant start, Map<String, String> of) {
      return new WindowTotals(
          type,
          field,
          length,
          start,
          Long.parseLong(of.getOrDefault("count", "")),
          number(of, "sum"),
          number(of, "min"),
          number(of, "max"));
    }

    private static BigDecimal number(Map<String, String> of, String name) {
      return new BigDecimal(of.getOrDefault(name, ""));
    }
  }
}
