package dev.sluice.e2e.aws;

import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.EventKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Asks the table of events which events are there, past every cache.
public final class EventReads implements AutoCloseable {
  /// As many as DynamoDB takes in a call.
  public static final int MOST_KEYS = 100;

  private static final String TABLE = Resources.TABLES.events();

  private final DynamoDbClient dynamo = DynamoDbClient.create();

  /// @param keys at most [#MOST_KEYS], all different
  /// @return those whose event a consistent read finds
  public Set<EventKey> readable(Collection<EventKey> keys) {
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .keys(keys.stream().map(EventReads::item).toList())
            .consistentRead(true)
            .projectionExpression(StoredEvent.DEVICE_DAY + "," + StoredEvent.EVENT_KEY)
            .build();
    return dynamo
        .batchGetItem(request -> request.requestItems(Map.of(TABLE, wanted)))
        .responses()
        .getOrDefault(TABLE, List.of())
        .stream()
        .map(item ->
            new EventKey(text(item, StoredEvent.DEVICE_DAY), text(item, StoredEvent.EVENT_KEY)))
        .collect(Collectors.toSet());
  }

  private static Map<String, AttributeValue> item(EventKey key) {
    return Map.of(
        StoredEvent.DEVICE_DAY, AttributeValue.fromS(key.deviceDay()),
        StoredEvent.EVENT_KEY, AttributeValue.fromS(key.eventKey()));
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    return String.valueOf(item.getOrDefault(attribute, AttributeValue.fromS("")).s());
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
