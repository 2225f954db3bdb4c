package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.Timestamps;
import dev.sluice.quality.QualityCounts;
import dev.sluice.query.read.QualityRepository;
import dev.sluice.query.read.QualitySum;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/// Quality from the table of counters: a query per hour, which holds an item per minute and shard.
@Singleton
public class DynamoDbQualityRepository implements QualityRepository {
  private final DynamoDbTable<QualityMinute> counters;
  private final Clock clock;

  public DynamoDbQualityRepository(DynamoDbEnhancedClient dynamo, Tables tables, Clock clock) {
    this.counters = dynamo.table(tables.counters(), QualityMinute.SCHEMA);
    this.clock = clock;
  }

  @Override
  public SortedMap<String, QualityCounts> findByReceivedMinuteBetween(Instant from, Instant to) {
    return StoreCalls.call("the quality counters", () -> sum(from, to));
  }

  private SortedMap<String, QualityCounts> sum(Instant from, Instant to) {
    QualitySum sum = new QualitySum();
    Instant now = clock.instant();
    for (Instant hour = from.truncatedTo(ChronoUnit.HOURS);
        hour.isBefore(to);
        hour = hour.plus(Duration.ofHours(1))) {
      String bucket = QualityMinute.bucket(hour);
      // The bare time of a bound sorts before every key of that minute: [from, to).
      counters
          .query(QueryConditional.sortBetween(key(bucket, from), key(bucket, to)))
          .items()
          .stream()
          .filter(minute -> minute.expiresAt().isAfter(now))
          .forEach(sum::add);
    }
    return sum.types();
  }

  private static Key key(String bucket, Instant bound) {
    return Key.builder().partitionValue(bucket).sortValue(Timestamps.format(bound)).build();
  }
}
