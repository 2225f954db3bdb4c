package dev.sluice.dynamodb;

import dev.sluice.model.Event;
import dev.sluice.model.Retention;
import dev.sluice.model.Timestamps;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// An item of the table of counters: a device has events of that UTC date of event time. Whoever
/// reads a day across devices walks these, then the partitions of events that they name.
///
/// Key: `bucket` = `day#<date>#<0..7>`, the number by hash of the device so that no partition takes
/// all writes of a day; `key` = the device id. An erasure of a device removes the items of its
/// dates: [#bucket()] and [#deviceId()] are all it takes, and [#buckets] lists the partitions of a
/// date. The consumer writes an item again within an hour of the device's next event of that date,
/// so one that was removed too early comes back.
///
/// @param expiresAt when the last event of the date that is still acceptable has expired
public record DeviceDay(String deviceId, LocalDate date, Instant expiresAt) {
  private static final int BUCKETS = 8;
  private static final String KIND = "day#";

  public static final TableSchema<DeviceDay> SCHEMA =
      TableSchema.builder(DeviceDay.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(QualityMinute.BUCKET)
                      .getter(DeviceDay::bucket)
                      .setter(Builder::bucket)
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(QualityMinute.KEY)
                      .getter(DeviceDay::deviceId)
                      .setter((b, value) -> b.deviceId = value)
                      .tags(StaticAttributeTags.primarySortKey()))
          .addAttribute(
              Long.class,
              a ->
                  a.name(Tables.EXPIRES_AT)
                      .getter(item -> item.expiresAt().getEpochSecond())
                      .setter((b, value) -> b.expiresAt = Instant.ofEpochSecond(value)))
          .build();

  public static DeviceDay of(Event event, Retention retention) {
    LocalDate date = Timestamps.day(event.eventTime());
    return new DeviceDay(event.deviceId(), date, retention.dayExpiry(date));
  }

  public String bucket() {
    return bucket(date, bucketOf(deviceId));
  }

  /// The partitions of a date, in the order in which they are walked.
  public static List<String> buckets(LocalDate date) {
    return IntStream.range(0, BUCKETS).mapToObj(number -> bucket(date, number)).toList();
  }

  /// The partitions of dates that may hold items of a device, one per date.
  public static List<String> bucketsOf(String deviceId, Stream<LocalDate> dates) {
    return dates.map(date -> bucket(date, bucketOf(deviceId))).toList();
  }

  private static String bucket(LocalDate date, int number) {
    return KIND + date + "#" + number;
  }

  private static int bucketOf(String deviceId) {
    return Math.floorMod(deviceId.hashCode(), BUCKETS);
  }

  static final class Builder {
    private @Nullable String deviceId;
    private @Nullable LocalDate date;
    private @Nullable Instant expiresAt;

    void bucket(String value) {
      date = LocalDate.parse(value.substring(KIND.length(), value.lastIndexOf('#')));
    }

    DeviceDay build() {
      return new DeviceDay(
          Objects.requireNonNull(deviceId, "no key in the device's day"),
          Objects.requireNonNull(date, "no bucket in the device's day"),
          Objects.requireNonNull(expiresAt, "no expires_at in the device's day"));
    }
  }
}
