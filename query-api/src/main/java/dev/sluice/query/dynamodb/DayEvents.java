package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.Event;
import dev.sluice.model.EventKey;
import dev.sluice.query.read.EventDay;
import java.time.Instant;
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

/// Reads the events of a device on a day, one query of at most 1 MB at a time.
final class DayEvents {
  private final DynamoDbTable<StoredEvent> events;
  private final EventDay day;
  private final Expression filter;

  DayEvents(DynamoDbTable<StoredEvent> events, EventDay day, Instant now) {
    this.events = events;
    this.day = day;
    this.filter = filter(day.type(), now);
  }

  /// What one query brought.
  ///
  /// @param stoppedAt the last event key that was looked at; null when there are no more
  record Part(String device, List<Event> events, @Nullable String stoppedAt) {}

  /// @param after the event key to go on behind; null from the first
  Part read(String device, @Nullable String after, int limit) {
    String partition = EventKey.deviceDay(device, day.date());
    QueryEnhancedRequest request =
        QueryEnhancedRequest.builder()
            .queryConditional(
                QueryConditional.keyEqualTo(Key.builder().partitionValue(partition).build()))
            .filterExpression(filter)
            .exclusiveStartKey(after == null ? null : startKey(partition, after))
            // a limit counts what the filter drops, too
            .limit(day.type() == null ? limit : null)
            .build();
    Page<StoredEvent> page = events.query(request).iterator().next();
    Map<String, AttributeValue> last = page.lastEvaluatedKey();
    AttributeValue stopped = last == null ? null : last.get(StoredEvent.EVENT_KEY);
    return new Part(
        device,
        page.items().stream().map(StoredEvent::event).toList(),
        stopped == null ? null : stopped.s());
  }

  private static Map<String, AttributeValue> startKey(String partition, String eventKey) {
    return Map.of(
        StoredEvent.DEVICE_DAY, AttributeValue.fromS(partition),
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
