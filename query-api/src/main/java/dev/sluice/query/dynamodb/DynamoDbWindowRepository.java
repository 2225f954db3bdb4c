package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.ShardCounter;
import dev.sluice.dynamodb.Tables;
import dev.sluice.dynamodb.WindowItem;
import dev.sluice.model.Timestamps;
import dev.sluice.query.read.WindowRepository;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Windows from the table of counters: a query per hour of windows of a minute, or per day of
/// windows of an hour, each of which holds an item per window and shard. Of an item only the field
/// that was asked for travels.
@Singleton
public class DynamoDbWindowRepository implements WindowRepository {
  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoDbWindowRepository(DynamoDbClient dynamo, Tables tables, Clock clock) {
    this.dynamo = dynamo;
    this.table = tables.counters();
    this.clock = clock;
  }

  @Override
  public SortedMap<Instant, WindowTotals> findByStartBetween(
      WindowField of, WindowLength length, Instant from, Instant to) {
    return StoreCalls.call("the windows", () -> sum(of, length, from, to));
  }

  private SortedMap<Instant, WindowTotals> sum(
      WindowField of, WindowLength length, Instant from, Instant to) {
    SortedMap<Instant, WindowTotals> sum = new TreeMap<>();
    ChronoUnit unit = WindowItem.bucketUnit(length);
    for (Instant bucket = from.truncatedTo(unit);
        bucket.isBefore(to);
        bucket = bucket.plus(1, unit)) {
      // The bare time of a bound sorts before every key of that window: [from, to).
      QueryRequest.Builder query =
          query(WindowItem.bucket(length, bucket), Timestamps.format(from), Timestamps.format(to));
      items(query, names -> project(query, names, of))
          .flatMap(item -> item.totals().values().stream())
          .forEach(totals -> sum.merge(totals.start(), totals, WindowTotals::plus));
    }
    return sum;
  }

  @Override
  public Map<String, List<WindowTotals>> findByStart(WindowLength length, Instant start) {
    return StoreCalls.call(
        "a window",
        () -> {
          String key = Timestamps.format(length.start(start));
          Map<String, List<WindowTotals>> byShard = new HashMap<>();
          // '$' comes right after '#', which every key of the window has after its time
          QueryRequest.Builder query = query(WindowItem.bucket(length, start), key, key + "$");
          items(query, names -> {})
              .forEach(item -> byShard.put(item.shard(), List.copyOf(item.totals().values())));
          return byShard;
        });
  }

  private QueryRequest.Builder query(String bucket, String from, String to) {
    return QueryRequest.builder()
        .tableName(table)
        .keyConditionExpression("#bucket = :bucket AND #key BETWEEN :from AND :to")
        .expressionAttributeValues(
            Map.of(
                ":bucket", AttributeValue.fromS(bucket),
                ":from", AttributeValue.fromS(from),
                ":to", AttributeValue.fromS(to)));
  }

  private static void project(
      QueryRequest.Builder query, Map<String, String> names, WindowField of) {
    names.put("#totals", WindowItem.TOTALS);
    names.put("#type", of.eventType());
    names.put("#field", of.field());
    names.put("#last", ShardCounter.LAST_POSITION);
    names.put("#expires", Tables.EXPIRES_AT);
    query.projectionExpression("#bucket, #key, #totals.#type.#field, #last, #expires");
  }

  private Stream<WindowItem> items(
      QueryRequest.Builder query, Consumer<Map<String, String>> moreNames) {
    Map<String, String> names = new HashMap<>();
    names.put("#bucket", ShardCounter.BUCKET);
    names.put("#key", ShardCounter.KEY);
    moreNames.accept(names);
    Instant now = clock.instant();
    return dynamo.queryPaginator(query.expressionAttributeNames(names).build()).items().stream()
        .map(WindowItem.SCHEMA::mapToItem)
        .filter(item -> item.expiresAt().isAfter(now));
  }
}
