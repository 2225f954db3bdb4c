package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.Event;
import dev.sluice.model.EventKey;
import dev.sluice.model.Timestamps;
import dev.sluice.query.read.EventRange;
import dev.sluice.query.read.Order;
import dev.sluice.query.read.Slice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One slice of a device's events, read from the partitions of the days it spans.
///
/// DynamoDB reads at most 1 MB a query, filters afterwards and says where it stopped. So a slice
/// costs at most [#MAX_QUERIES] MB, however rare the type asked for; days that hold nothing cost
/// next to nothing and are not counted.
final class EventRangeScan {
  private static final int MAX_QUERIES = 8;

  private final DynamoDbTable<StoredEvent> events;
  private final EventRange range;
  private final boolean ascending;
  private final Expression filter;
  private @Nullable Map<String, AttributeValue> startKey;

  /// @param after an event key, which that slice ended with, or the instant all was read up to
  EventRangeScan(
      DynamoDbTable<StoredEvent> events, EventRange whole, @Nullable String after, Instant now) {
    this.events = events;
    this.ascending = whole.order() == Order.ASC;
    this.range = after == null ? whole : rest(whole, after);
    this.startKey = after == null || !isKey(after) ? null : startKey(whole.deviceId(), after);
    this.filter = filter(whole.type(), now);
  }

  Slice<Event> read(int limit) {
    List<Event> found = new ArrayList<>();
    int queries = 0;
    for (LocalDate day = firstDay(); isInRange(day); day = day.plusDays(ascending ? 1 : -1)) {
      do {
        if (queries == MAX_QUERIES) {
          return new Slice<>(found, placeBefore(day));
        }
        Page<StoredEvent> page = query(day, queries == 0 ? limit + 1 : null);
        queries += isEmpty(page) ? 0 : 1;
        page.items().forEach(item -> found.add(item.event()));
        if (found.size() > limit) {
          return new Slice<>(found.subList(0, limit), found.get(limit - 1).key().eventKey());
        }
        startKey = page.lastEvaluatedKey();
      } while (startKey != null);
    }
    return new Slice<>(found, null);
  }

  private static boolean isEmpty(Page<StoredEvent> page) {
    return page.scannedCount() == 0;
  }

  private Page<StoredEvent> query(LocalDate day, @Nullable Integer limit) {
    String partition = EventKey.deviceDay(range.deviceId(), day);
    // The bare time of a bound sorts before every key of that millisecond: [from, to).
    QueryEnhancedRequest request =
        QueryEnhancedRequest.builder()
            .queryConditional(
                QueryConditional.sortBetween(
                    key(partition, range.from()), key(partition, range.to())))
            .filterExpression(filter)
            .scanIndexForward(ascending)
            .exclusiveStartKey(startKey)
            .limit(limit)
            .build();
    return events.query(request).iterator().next();
  }

  private static Key key(String partition, Instant bound) {
    return Key.builder().partitionValue(partition).sortValue(Timestamps.format(bound)).build();
  }

  private LocalDate firstDay() {
    return ascending ? Timestamps.day(range.from()) : Timestamps.day(range.to().minusMillis(1));
  }

  private boolean isInRange(LocalDate day) {
    return startOf(day).isBefore(range.to()) && startOf(day.plusDays(1)).isAfter(range.from());
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// Where a slice goes on that has run out of work before reading this day any further.
  private String placeBefore(LocalDate day) {
    AttributeValue stoppedAt = startKey == null ? null : startKey.get(StoredEvent.EVENT_KEY);
    return stoppedAt == null
        ? Timestamps.format(startOf(ascending ? day : day.plusDays(1)))
        : stoppedAt.s();
  }

  private EventRange rest(EventRange whole, String after) {
    Instant time = Instant.parse(isKey(after) ? after.substring(0, after.indexOf('#')) : after);
    if (ascending) {
      return whole.withBounds(time, whole.to());
    }
    return whole.withBounds(whole.from(), isKey(after) ? time.plusMillis(1) : time);
  }

  private static boolean isKey(String place) {
    return place.indexOf('#') >= 0;
  }

  private static Map<String, AttributeValue> startKey(String deviceId, String eventKey) {
    Instant time = Instant.parse(eventKey.substring(0, eventKey.indexOf('#')));
    return Map.of(
        StoredEvent.DEVICE_DAY,
            AttributeValue.fromS(EventKey.deviceDay(deviceId, Timestamps.day(time))),
        StoredEvent.EVENT_KEY, AttributeValue.fromS(eventKey));
  }

  private static Expression filter(@Nullable String type, Instant now) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond())));
    String expression = Tables.EXPIRES_AT + " > :now";
    if (type != null) {
      values.put(":type", AttributeValue.fromS(type));
      expression += " AND event_type = :type";
    }
    return Expression.builder().expression(expression).expressionValues(values).build();
  }
}
