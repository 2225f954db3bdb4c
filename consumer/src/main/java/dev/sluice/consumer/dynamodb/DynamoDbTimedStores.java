package dev.sluice.consumer.dynamodb;

import dev.sluice.alert.Alert;
import dev.sluice.consumer.alert.TimedStores;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.RuleProgress;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.dynamodb.Silence;
import dev.sluice.dynamodb.StandingItem;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.Timestamps;
import dev.sluice.quality.QualityCounts;
import dev.sluice.stream.CallRefused;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Timed rules over the index of devices, the table of alert states and the counters.
public final class DynamoDbTimedStores implements TimedStores {
  private static final int PAGE = 200;

  private final Tables tables;
  private final Duration retention;
  private final DynamoDbClient dynamo;
  private final DynamoDbWrites writes;
  private final Clock clock;
  private final ConditionalWrites conditional;

  /// @param retention how long an alert is kept
  public DynamoDbTimedStores(
      Tables tables,
      Duration retention,
      DynamoDbClient dynamo,
      DynamoDbWrites writes,
      Clock clock) {
    this.tables = tables;
    this.retention = retention;
    this.dynamo = dynamo;
    this.writes = writes;
    this.clock = clock;
    this.conditional = new ConditionalWrites(dynamo, writes);
  }

  @Override
  public Page lastSeen(
      String bucket, Instant after, Instant to, @Nullable String cursor, ShardControl control)
      throws ShardReleased, InterruptedException {
    QueryRequest.Builder query =
        QueryRequest.builder()
            .tableName(tables.deviceState())
            .indexName(DeviceSummary.INDEX)
            .keyConditionExpression("list_bucket = :bucket AND last_seen BETWEEN :from AND :to")
            .expressionAttributeValues(
                Map.of(
                    ":bucket", text(bucket),
                    ":from", text(Timestamps.format(after.plus(Duration.ofMinutes(1)))),
                    ":to", text(Timestamps.format(to))))
            .limit(PAGE);
    if (cursor != null) {
      int space = cursor.indexOf(' ');
      query.exclusiveStartKey(
          index(bucket, cursor.substring(0, space), cursor.substring(space + 1)));
    }
    QueryResponse answer = call("devices.last-seen", () -> dynamo.query(query.build()), control);
    List<DeviceSummary> devices =
        answer.items().stream().map(DeviceSummary.SCHEMA::mapToItem).toList();
    Map<String, AttributeValue> last = answer.lastEvaluatedKey();
    return new Page(
        devices,
        last.isEmpty()
            ? null
            : Items.text(last, DeviceSummary.LAST_SEEN) + " " + Items.text(last, "device_id"));
  }

  private static Map<String, AttributeValue> index(String bucket, String minute, String device) {
    return Map.of(
        "device_id",
        text(device),
        "event_type",
        text(DeviceSummary.SORT_KEY),
        DeviceSummary.LIST_BUCKET,
        text(bucket),
        DeviceSummary.LAST_SEEN,
        text(minute));
  }

  @Override
  public Raised raise(Silence silence, Alert alert, ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<String, AttributeValue> minute =
        Map.of(":minute", text(Timestamps.format(silence.lastSeen())));
    TransactWriteItem unheard =
        TransactWriteItem.builder()
            .conditionCheck(check ->
                check
                    .tableName(tables.deviceState())
                    .key(
                        Map.of(
                            "device_id", text(silence.deviceId()),
                            "event_type", text(DeviceSummary.SORT_KEY)))
                    .conditionExpression("last_seen = :minute")
                    .expressionAttributeValues(minute))
            .build();
    TransactWriteItem state =
        conditional.put(
            tables.alertState(),
            Silence.SCHEMA.itemToMap(silence, true),
            "attribute_not_exists(device_id) OR last_seen < :minute",
            minute);
    return switch (conditional.write(
        "alerts.silence", List.of(unheard, state, put(alert)), control)) {
      case -1 -> Raised.NOW;
      case 0 -> Raised.NOT;
      default -> Raised.BEFORE;
    };
  }

  private TransactWriteItem put(Alert alert) {
    Map<String, AttributeValue> item = DynamoDbAlerts.item(alert, retention);
    return TransactWriteItem.builder()
        .put(put -> put.tableName(tables.alerts()).item(item))
        .build();
  }

  @Override
  public @Nullable RuleProgress progress(String subject, String rule, ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<String, AttributeValue> key =
        new HashMap<>(
            RuleProgress.SCHEMA.itemToMap(
                new RuleProgress(subject, rule, Instant.EPOCH, null),
                List.of(StandingItem.DEVICE_ID, StandingItem.RULE)));
    Map<String, AttributeValue> item =
        call(
            "alert-state.progress",
            () ->
                dynamo
                    .getItem(r -> r.tableName(tables.alertState()).key(key).consistentRead(true))
                    .item(),
            control);
    return item.isEmpty() ? null : RuleProgress.SCHEMA.mapToItem(item);
  }

  @Override
  public boolean advance(
      @Nullable RuleProgress before,
      RuleProgress after,
      @Nullable Alert alert,
      ShardControl control)
      throws ShardReleased, InterruptedException {
    List<TransactWriteItem> puts = new ArrayList<>();
    puts.add(
        before == null
            ? conditional.put(
                tables.alertState(),
                RuleProgress.SCHEMA.itemToMap(after, true),
                "attribute_not_exists(device_id)",
                Map.of())
            : conditional.put(
                tables.alertState(),
                RuleProgress.SCHEMA.itemToMap(after, true),
                "#until = :before",
                Map.of(":before", text(Timestamps.format(before.until())))));
    if (alert != null) {
      puts.add(put(alert));
    }
    return conditional.write("alert-state.advance", puts, control) < 0;
  }

  @Override
  public QualityCounts counts(String eventType, Instant from, Instant to, ShardControl control)
      throws ShardReleased, InterruptedException {
    QualityCounts sum = QualityCounts.NONE;
    Instant hour = from.truncatedTo(ChronoUnit.HOURS);
    for (; hour.isBefore(to); hour = hour.plus(Duration.ofHours(1))) {
      // The bare time of a bound sorts before every key of that minute: [from, to).
      QueryRequest query =
          QueryRequest.builder()
              .tableName(tables.counters())
              .keyConditionExpression("#bucket = :bucket AND #key BETWEEN :from AND :to")
              .expressionAttributeNames(Map.of("#bucket", "bucket", "#key", "key"))
              .expressionAttributeValues(
                  Map.of(
                      ":bucket", text(QualityMinute.bucket(hour)),
                      ":from", text(Timestamps.format(from)),
                      ":to", text(Timestamps.format(to))))
              .consistentRead(true)
              .build();
      for (Map<String, AttributeValue> item : items("counters.quality", query, control)) {
        QualityMinute minute = QualityMinute.SCHEMA.mapToItem(item);
        sum = sum.plus(minute.types().getOrDefault(eventType, QualityCounts.NONE));
      }
    }
    return sum;
  }

  @Override
  public Instant countedUntil(ShardControl control) throws ShardReleased, InterruptedException {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(tables.feed())
            .keyConditionExpression("#shard = :shards")
            .expressionAttributeNames(Map.of("#shard", FeedItem.SHARD))
            .expressionAttributeValues(Map.of(":shards", text(ShardBeat.PARTITION)))
            .build();
    Instant now = clock.instant();
    return items("feed.beats", query, control).stream()
        .map(ShardBeat.SCHEMA::mapToItem)
        .filter(beat -> beat.time().plus(ShardBeat.LIFE).isAfter(now))
        .map(beat -> beat.time().minus(beat.behindLatest()))
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  private List<Map<String, AttributeValue>> items(
      String operation, QueryRequest query, ShardControl control)
      throws ShardReleased, InterruptedException {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    Map<String, AttributeValue> next = Map.of();
    do {
      Map<String, AttributeValue> from = next;
      QueryResponse answer =
          call(
              operation,
              () ->
                  dynamo.query(
                      query.toBuilder().exclusiveStartKey(from.isEmpty() ? null : from).build()),
              control);
      items.addAll(answer.items());
      next = answer.lastEvaluatedKey();
    } while (!next.isEmpty());
    return items;
  }

  private <T> T call(String operation, Callable<T> call, ShardControl control)
      throws ShardReleased, InterruptedException {
    try {
      return writes.caller().call(operation, call, control);
    } catch (CallRefused e) {
      throw new IllegalStateException("a request made of our own keys only", e);
    }
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
