package dev.sluice.dynamodb;

import dev.sluice.model.Timestamps;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// An item of the table of counters: a device whose events are to be nowhere any more. It never
/// expires, because what was erased is to stay erased.
///
/// It covers what was received until `erased_at`, that instant included; a device that sends on is
/// new from then on.
///
/// @param completedAt when all of it was removed; null while that is not known
/// @param removed how many of which kind went, over all attempts
public record Erasure(
    String deviceId, Instant erasedAt, @Nullable Instant completedAt, Map<String, Long> removed) {
  /// The partition of the table that holds all of them.
  public static final String BUCKET_VALUE = "erasures";

  public static final String ERASED_AT = "erased_at";

  private static final EnhancedType<Map<String, Long>> COUNTS =
      EnhancedType.mapOf(EnhancedType.of(String.class), EnhancedType.of(Long.class));

  public static final TableSchema<Erasure> SCHEMA =
      TableSchema.builder(Erasure.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(ShardCounter.BUCKET)
                      .getter(item -> BUCKET_VALUE)
                      .setter((b, fixed) -> {})
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(ShardCounter.KEY)
                      .getter(Erasure::deviceId)
                      .setter((b, value) -> b.deviceId = value)
                      .tags(StaticAttributeTags.primarySortKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(ERASED_AT)
                      .getter(item -> Timestamps.format(item.erasedAt()))
                      .setter((b, value) -> b.erasedAt = Timestamps.parse(value)))
          .addAttribute(
              String.class,
              a ->
                  a.name("completed_at")
                      .getter(Erasure::completedText)
                      .setter((b, value) -> b.completedAt = Timestamps.parse(value)))
          .addAttribute(
              COUNTS,
              a ->
                  a.name("removed")
                      .getter(Erasure::removed)
                      .setter((b, value) -> b.removed = value))
          .build();

  /// In whole milliseconds, as times of events are.
  public Erasure {
    erasedAt = Instant.ofEpochMilli(erasedAt.toEpochMilli());
    completedAt = completedAt == null ? null : Instant.ofEpochMilli(completedAt.toEpochMilli());
    removed = Collections.unmodifiableMap(new TreeMap<>(removed));
  }

  /// One that has only been asked for.
  public static Erasure begun(String deviceId, Instant erasedAt) {
    return new Erasure(deviceId, erasedAt, null, Map.of());
  }

  /// Whether it covers what was received then.
  public boolean covers(Instant receivedTime) {
    return !receivedTime.isAfter(erasedAt);
  }

  public Erasure with(Map<String, Long> total) {
    return new Erasure(deviceId, erasedAt, completedAt, total);
  }

  public Erasure completed(Instant at) {
    return new Erasure(deviceId, erasedAt, at, removed);
  }

  private @Nullable String completedText() {
    return completedAt == null ? null : Timestamps.format(completedAt);
  }

  static final class Builder {
    private @Nullable String deviceId;
    private @Nullable Instant erasedAt;
    private @Nullable Instant completedAt;
    private Map<String, Long> removed = Map.of();

    Erasure build() {
      return new Erasure(
          Objects.requireNonNull(deviceId, "no key in the erasure"),
          Objects.requireNonNull(erasedAt, "no erased_at in the erasure"),
          completedAt,
          removed);
    }
  }
}
