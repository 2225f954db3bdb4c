package dev.sluice.archiver.erase.dynamodb;

import dev.sluice.archiver.erase.AlertTables;
import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.dynamodb.ShardCounter;
import dev.sluice.dynamodb.StandingItem;
import dev.sluice.dynamodb.StoredAlert;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.EventKey;
import dev.sluice.model.Timestamps;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Alerts by a scan of their table; states and dates by their keys.
public final class DynamoDbAlertTables implements AlertTables {
  private final DynamoDbClient dynamo;
  private final Tables tables;

  public DynamoDbAlertTables(DynamoDbClient dynamo, Tables tables) {
    this.dynamo = dynamo;
    this.tables = tables;
  }

  @Override
  public Stream<AlertKey> alerts(
      String deviceId, Instant until, int segment, int segments, LongConsumer looked) {
    return dynamo
        .scanPaginator(request ->
            request
                .tableName(tables.alerts())
                .consistentRead(true)
                .segment(segment)
                .totalSegments(segments)
                .filterExpression("device_id = :device AND received_time <= :until")
                .expressionAttributeValues(
                    Map.of(":device", text(deviceId), ":until", text(Timestamps.format(until)))))
        .stream()
        .peek(page -> looked.accept(page.scannedCount()))
        .flatMap(page -> page.items().stream())
        .map(item ->
            new AlertKey(text(item, StoredAlert.MINUTE), text(item, StoredAlert.ALERT_KEY)));
  }

  @Override
  public void delete(AlertKey alert) {
    delete(
        tables.alerts(),
        Map.of(
            StoredAlert.MINUTE, text(alert.minute()),
            StoredAlert.ALERT_KEY, text(alert.alertKey())));
  }

  @Override
  public List<String> states(String deviceId) {
    return dynamo
        .queryPaginator(request ->
            request
                .tableName(tables.alertState())
                .consistentRead(true)
                .keyConditionExpression("device_id = :device")
                .expressionAttributeValues(Map.of(":device", text(deviceId))))
        .items()
        .stream()
        .map(item -> text(item, StandingItem.RULE))
        .toList();
  }

  @Override
  public void deleteState(String deviceId, String rule) {
    delete(
        tables.alertState(),
        Map.of(StandingItem.DEVICE_ID, text(deviceId), StandingItem.RULE, text(rule)));
  }

  @Override
  public boolean hasDay(String deviceId, LocalDate date) {
    return dynamo
        .getItem(request ->
            request.tableName(tables.counters()).key(day(deviceId, date)).consistentRead(true))
        .hasItem();
  }

  @Override
  public boolean hasEvents(String deviceId, LocalDate date) {
    return dynamo
            .query(request ->
                request
                    .tableName(tables.events())
                    .consistentRead(true)
                    .limit(1)
                    .keyConditionExpression("#day = :day")
                    .expressionAttributeNames(Map.of("#day", StoredEvent.DEVICE_DAY))
                    .expressionAttributeValues(
                        Map.of(":day", text(EventKey.deviceDay(deviceId, date)))))
            .count()
        > 0;
  }

  @Override
  public void deleteDay(String deviceId, LocalDate date) {
    delete(tables.counters(), day(deviceId, date));
  }

  private static Map<String, AttributeValue> day(String deviceId, LocalDate date) {
    String bucket = DeviceDay.bucketsOf(deviceId, Stream.of(date)).getFirst();
    return Map.of(ShardCounter.BUCKET, text(bucket), ShardCounter.KEY, text(deviceId));
  }

  private void delete(String table, Map<String, AttributeValue> key) {
    dynamo.deleteItem(request -> request.tableName(table).key(key));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), () -> "no " + name + " in the item").s();
  }
}
