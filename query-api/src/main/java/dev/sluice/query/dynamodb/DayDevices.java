package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.query.read.EventDay;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The devices of one partition of a day by id, fetched as far as they are asked for.
final class DayDevices implements Iterator<String> {
  private static final int AT_ONCE = 100;

  private final Iterator<Page<DeviceDay>> pages;
  private final Instant now;
  private Iterator<DeviceDay> page = Collections.emptyIterator();
  private @Nullable String next;

  /// @param after the device to go on behind; null from the first
  DayDevices(
      DynamoDbTable<DeviceDay> days,
      EventDay day,
      String bucket,
      @Nullable String after,
      Instant now) {
    this.now = now;
    this.pages =
        days.query(
                QueryEnhancedRequest.builder()
                    .queryConditional(condition(bucket, day.devicePrefix()))
                    .exclusiveStartKey(after == null ? null : startKey(bucket, after))
                    .limit(AT_ONCE)
                    .build())
            .iterator();
  }

  @Override
  public boolean hasNext() {
    while (next == null && (page.hasNext() || pages.hasNext())) {
      if (page.hasNext()) {
        DeviceDay device = page.next();
        next = device.expiresAt().isAfter(now) ? device.deviceId() : null;
      } else {
        page = pages.next().items().iterator();
      }
    }
    return next != null;
  }

  @Override
  public String next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    String device = next;
    next = null;
    return device;
  }

  private static QueryConditional condition(String bucket, String prefix) {
    Key.Builder key = Key.builder().partitionValue(bucket);
    return prefix.isEmpty()
        ? QueryConditional.keyEqualTo(key.build())
        : QueryConditional.sortBeginsWith(key.sortValue(prefix).build());
  }

  private static Map<String, AttributeValue> startKey(String bucket, String device) {
    return Map.of(
        QualityMinute.BUCKET, AttributeValue.fromS(bucket),
        QualityMinute.KEY, AttributeValue.fromS(device));
  }
}
