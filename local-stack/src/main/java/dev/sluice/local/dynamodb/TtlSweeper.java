package dev.sluice.local.dynamodb;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;

/// Deletes what has expired, as DynamoDB does in the background: only items whose attribute is a
/// number of epoch seconds, past, and not more than five years past; and only if that attribute is
/// still what was read, so that an item whose life was extended meanwhile survives.
///
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html>
final class TtlSweeper {
  /// Short pages hold a table's lock shortly.
  private static final int PAGE = 250;

  private static final long OLDEST_YEARS = 5;

  private final DynamoDbClient tables;
  private final Clock clock;
  private final Map<String, LongAdder> deleted = new ConcurrentHashMap<>();

  TtlSweeper(DynamoDbClient tables, Clock clock) {
    this.tables = tables;
    this.clock = clock;
  }

  /// Goes through every table that has a time to live.
  ///
  /// @param pace told after each page how long it took; may wait, and ends the sweep with `false`
  /// @return how many items were deleted
  int sweep(Pace pace) {
    int deleted = 0;
    for (String table : tables.listTablesPaginator().tableNames().stream().toList()) {
      try {
        deleted += sweepTable(table, pace);
      } catch (DynamoDBLocalServiceException e) {
        if (!LocalErrors.isMissing(e)) {
          throw e;
        }
      }
    }
    return deleted;
  }

  /// How many items of the table all sweeps have deleted.
  long deleted(String table) {
    return deleted.getOrDefault(table, new LongAdder()).sum();
  }

  /// What a sweep does between two pages.
  @FunctionalInterface
  interface Pace {
    boolean goesOnAfter(Duration reading, Duration deleting);
  }

  private int sweepTable(String table, Pace pace) {
    TimeToLiveDescription ttl =
        tables.describeTimeToLive(request -> request.tableName(table)).timeToLiveDescription();
    if (ttl == null || ttl.timeToLiveStatus() != TimeToLiveStatus.ENABLED) {
      return 0;
    }
    List<String> keyNames =
        tables.describeTable(request -> request.tableName(table)).table().keySchema().stream()
            .map(KeySchemaElement::attributeName)
            .toList();
    int deleted = 0;
    Map<String, AttributeValue> start = Map.of();
    do {
      long began = System.nanoTime();
      ScanResponse page = expired(table, ttl.attributeName(), start);
      long read = System.nanoTime();
      for (Map<String, AttributeValue> item : page.items()) {
        deleted += delete(table, ttl.attributeName(), keyNames, item) ? 1 : 0;
      }
      start = page.lastEvaluatedKey();
      if (!pace.goesOnAfter(
          Duration.ofNanos(read - began), Duration.ofNanos(System.nanoTime() - read))) {
        break;
      }
    } while (!start.isEmpty());
    return deleted;
  }

  private ScanResponse expired(String table, String attribute, Map<String, AttributeValue> start) {
    Instant now = clock.instant();
    Instant oldest = now.atOffset(ZoneOffset.UTC).minus(OLDEST_YEARS, ChronoUnit.YEARS).toInstant();
    return tables.scan(request ->
        request
            .tableName(table)
            .limit(PAGE)
            .exclusiveStartKey(start.isEmpty() ? null : start)
            .filterExpression("#ttl BETWEEN :oldest AND :now")
            .expressionAttributeNames(Map.of("#ttl", attribute))
            .expressionAttributeValues(Map.of(":oldest", seconds(oldest), ":now", seconds(now))));
  }

  private static AttributeValue seconds(Instant instant) {
    return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
  }

  boolean delete(
      String table, String attribute, List<String> keyNames, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new HashMap<>(item);
    key.keySet().retainAll(keyNames);
    try {
      SweepingDbAccess.asTimeToLive(() ->
          tables.deleteItem(request ->
              request
                  .tableName(table)
                  .key(key)
                  .conditionExpression("#ttl = :read")
                  .expressionAttributeNames(Map.of("#ttl", attribute))
                  .expressionAttributeValues(Map.of(":read", item.get(attribute)))));
      deleted.computeIfAbsent(table, _ -> new LongAdder()).increment();
      return true;
    } catch (DynamoDBLocalServiceException e) {
      if (LocalErrors.isFailedCondition(e)) {
        return false;
      }
      throw e;
    }
  }
}
