package dev.sluice.archiver.erase.dynamodb;

import dev.sluice.archiver.erase.EventTables;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.EventAttributes;
import dev.sluice.dynamodb.HeldId;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.EventKey;
import dev.sluice.model.Timestamps;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Claims by a consistent scan, since they are keyed by event and by nothing else: a read unit for
/// each 4 KB of the whole table, whatever the device has. All else by key.
public final class DynamoDbEventTables implements EventTables {
  private final DynamoDbClient dynamo;
  private final Tables tables;

  public DynamoDbEventTables(DynamoDbClient dynamo, Tables tables) {
    this.dynamo = dynamo;
    this.tables = tables;
  }

  @Override
  public Stream<Claim> claims(String deviceId, int segment, int segments, LongConsumer looked) {
    return dynamo
        .scanPaginator(request ->
            request
                .tableName(tables.eventIds())
                .consistentRead(true)
                .segment(segment)
                .totalSegments(segments)
                .filterExpression("begins_with(#device_day, :device)")
                .expressionAttributeNames(Map.of("#device_day", Claim.DEVICE_DAY))
                .expressionAttributeValues(Map.of(":device", AttributeValue.fromS(deviceId + "#"))))
        .stream()
        .peek(page -> looked.accept(page.scannedCount()))
        .flatMap(page -> page.items().stream())
        .map(HeldId::of)
        .filter(Claim.class::isInstance)
        .map(Claim.class::cast)
        // another device's id may begin with this one's and the separator
        .filter(claim ->
            claim.key().deviceDay().equals(EventKey.deviceDay(deviceId, claim.eventDate())));
  }

  @Override
  public Optional<Instant> receivedTime(EventKey key) {
    Map<String, AttributeValue> item =
        dynamo
            .getItem(request ->
                request
                    .tableName(tables.events())
                    .consistentRead(true)
                    .key(key(key))
                    .projectionExpression("#received")
                    .expressionAttributeNames(Map.of("#received", EventAttributes.RECEIVED_TIME)))
            .item();
    @Nullable AttributeValue received = item.get(EventAttributes.RECEIVED_TIME);
    return Optional.ofNullable(received).map(AttributeValue::s).map(Timestamps::parse);
  }

  @Override
  public boolean delete(EventKey key, Instant receivedUntil) {
    try {
      dynamo.deleteItem(request ->
          request
              .tableName(tables.events())
              .key(key(key))
              .conditionExpression("#received <= :until")
              .expressionAttributeNames(Map.of("#received", EventAttributes.RECEIVED_TIME))
              .expressionAttributeValues(
                  Map.of(":until", AttributeValue.fromS(Timestamps.format(receivedUntil)))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  @Override
  public boolean replace(Claim claim, ErasedClaim by) {
    try {
      dynamo.putItem(request ->
          request
              .tableName(tables.eventIds())
              .item(ErasedClaim.SCHEMA.itemToMap(by, true))
              .conditionExpression("#position = :position")
              .expressionAttributeNames(Map.of("#position", StoredEvent.POSITION))
              .expressionAttributeValues(
                  Map.of(":position", AttributeValue.fromS(claim.position()))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static Map<String, AttributeValue> key(EventKey key) {
    return Map.of(
        StoredEvent.DEVICE_DAY,
        AttributeValue.fromS(key.deviceDay()),
        StoredEvent.EVENT_KEY,
        AttributeValue.fromS(key.eventKey()));
  }
}
