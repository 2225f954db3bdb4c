package dev.sluice.dynamodb;

import dev.sluice.model.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// One more item per device in the table of device states, for listing devices: the only items in a
/// sparse index, spread over buckets so that no partition of the index takes all writes.
///
/// @param lastSeen when an event of the device was last received, to the minute, so that a busy
///   device costs one write a minute
public record DeviceSummary(String deviceId, Instant lastSeen) {
  public static final String INDEX = "devices-by-last-seen";
  public static final String LIST_BUCKET = "list_bucket";
  public static final String LAST_SEEN = "last_seen";

  /// In the place of an event type; no event type may hold a `#`.
  public static final String SORT_KEY = "#summary";

  private static final int BUCKETS = 8;

  public static final TableSchema<DeviceSummary> SCHEMA =
      TableSchema.builder(DeviceSummary.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name("device_id")
                      .getter(DeviceSummary::deviceId)
                      .setter((b, value) -> b.deviceId = value)
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name("event_type")
                      .getter(summary -> SORT_KEY)
                      .setter((b, fixed) -> {})
                      .tags(StaticAttributeTags.primarySortKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(LIST_BUCKET)
                      .getter(summary -> bucketOf(summary.deviceId()))
                      .setter((b, derived) -> {})
                      .tags(StaticAttributeTags.secondaryPartitionKey(INDEX)))
          .addAttribute(
              String.class,
              a ->
                  a.name(LAST_SEEN)
                      .getter(summary -> Timestamps.format(summary.lastSeen()))
                      .setter((b, value) -> b.lastSeen = Timestamps.parse(value))
                      .tags(StaticAttributeTags.secondarySortKey(INDEX)))
          .build();

  public DeviceSummary {
    lastSeen = Timestamps.minute(lastSeen);
  }

  public static List<String> buckets() {
    return IntStream.range(0, BUCKETS).mapToObj(Integer::toString).toList();
  }

  public static String bucketOf(String deviceId) {
    return Integer.toString(Math.floorMod(deviceId.hashCode(), BUCKETS));
  }

  static final class Builder {
    private @Nullable String deviceId;
    private @Nullable Instant lastSeen;

    DeviceSummary build() {
      return new DeviceSummary(
          Objects.requireNonNull(deviceId, "no device_id in the summary"),
          Objects.requireNonNull(lastSeen, "no last_seen in the summary"));
    }
  }
}
