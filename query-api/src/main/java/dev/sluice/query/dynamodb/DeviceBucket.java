package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.model.Timestamps;
import dev.sluice.query.read.DeviceFilter;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One bucket of the index of devices, newest first, fetched as far as it is read.
final class DeviceBucket {
  private static final Instant FAR_AWAY = Instant.parse("9999-12-31T23:59:59Z");

  private final String name;
  private final Iterator<Page<DeviceSummary>> pages;
  private Iterator<DeviceSummary> page = Collections.emptyIterator();
  private @Nullable DeviceSummary head;

  /// @param after the device to go on behind; null from the newest
  /// @param atOnce how many to fetch in one call
  DeviceBucket(
      DynamoDbIndex<DeviceSummary> index,
      String name,
      DeviceFilter filter,
      @Nullable DeviceSummary after,
      int atOnce) {
    this.name = name;
    QueryEnhancedRequest request =
        QueryEnhancedRequest.builder()
            .queryConditional(condition(name, filter))
            .scanIndexForward(false)
            .exclusiveStartKey(after == null ? null : startKey(name, after))
            .limit(atOnce)
            .build();
    this.pages = index.query(request).iterator();
  }

  /// Moves to the next device, if there is one.
  boolean advance() {
    while (!page.hasNext() && pages.hasNext()) {
      page = pages.next().items().iterator();
    }
    head = page.hasNext() ? page.next() : null;
    return head != null;
  }

  /// The device that [#advance()] moved to.
  DeviceSummary head() {
    return Objects.requireNonNull(head, () -> "bucket " + name + " is at its end");
  }

  String name() {
    return name;
  }

  private static QueryConditional condition(String bucket, DeviceFilter filter) {
    Instant since = filter.seenSince() == null ? Instant.EPOCH : filter.seenSince();
    Instant until = filter.seenUntil() == null ? FAR_AWAY : filter.seenUntil();
    return QueryConditional.sortBetween(key(bucket, since), key(bucket, until));
  }

  private static Key key(String bucket, Instant seen) {
    return Key.builder()
        .partitionValue(bucket)
        .sortValue(Timestamps.format(Timestamps.minute(seen)))
        .build();
  }

  private static Map<String, AttributeValue> startKey(String bucket, DeviceSummary after) {
    return Map.of(
        DeviceSummary.LIST_BUCKET,
        AttributeValue.fromS(bucket),
        DeviceSummary.LAST_SEEN,
        AttributeValue.fromS(Timestamps.format(after.lastSeen())),
        "device_id",
        AttributeValue.fromS(after.deviceId()),
        "event_type",
        AttributeValue.fromS(DeviceSummary.SORT_KEY));
  }
}
