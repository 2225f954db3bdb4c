package dev.sluice.archiver.erase.dynamodb;

import dev.sluice.archiver.erase.StateTable;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.EventAttributes;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The states of a device, and its summary, which lie under one key.
public final class DynamoDbStateTable implements StateTable {
  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoDbStateTable(DynamoDbClient dynamo, Tables tables) {
    this.dynamo = dynamo;
    this.table = tables.deviceState();
  }

  @Override
  public List<Entry> entries(String deviceId) {
    return dynamo
        .queryPaginator(request ->
            request
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#device = :device")
                .expressionAttributeNames(Map.of("#device", EventAttributes.DEVICE_ID))
                .expressionAttributeValues(Map.of(":device", AttributeValue.fromS(deviceId))))
        .items()
        .stream()
        .map(DynamoDbStateTable::entry)
        .toList();
  }

  private static Entry entry(Map<String, AttributeValue> item) {
    String type = text(item, EventAttributes.EVENT_TYPE);
    return new Entry(type, Timestamps.parse(text(item, timeOf(type))));
  }

  private static String timeOf(String type) {
    return type.equals(DeviceSummary.SORT_KEY)
        ? DeviceSummary.LAST_SEEN
        : EventAttributes.RECEIVED_TIME;
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), () -> "no " + name + " in the state").s();
  }

  @Override
  public boolean delete(String deviceId, String eventType, Instant until) {
    try {
      dynamo.deleteItem(request ->
          request
              .tableName(table)
              .key(
                  Map.of(
                      EventAttributes.DEVICE_ID,
                      AttributeValue.fromS(deviceId),
                      EventAttributes.EVENT_TYPE,
                      AttributeValue.fromS(eventType)))
              .conditionExpression("#time <= :until")
              .expressionAttributeNames(Map.of("#time", timeOf(eventType)))
              .expressionAttributeValues(
                  Map.of(":until", AttributeValue.fromS(Timestamps.format(until)))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
