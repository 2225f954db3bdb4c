package dev.sluice.query.dynamodb;

import dev.sluice.alert.Alert;
import dev.sluice.dynamodb.StoredAlert;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.Timestamps;
import dev.sluice.query.read.AlertRange;
import dev.sluice.query.read.AlertRepository;
import dev.sluice.query.read.Slice;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/// Alerts from their table, minute by minute from the newest, some minutes at a time. A page asks
/// at most [#MOST_MINUTES] minutes, half a read unit each where there is nothing; a minute is read
/// as a whole, so that its alerts can be put in order.
@Singleton
public class DynamoDbAlertRepository implements AlertRepository {
  /// What a page asks at most: a quarter of a day.
  static final int MOST_MINUTES = 360;

  private static final int AT_ONCE = 24;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final DynamoDbTable<StoredAlert> alerts;
  private final Fanout fanout;
  private final Clock clock;

  public DynamoDbAlertRepository(
      DynamoDbEnhancedClient dynamo, Tables tables, Fanout fanout, Clock clock) {
    this.alerts = dynamo.table(tables.alerts(), StoredAlert.SCHEMA);
    this.fanout = fanout;
    this.clock = clock;
  }

  @Override
  public Slice<Alert> findByReceivedTimeBetween(
      AlertRange range, int limit, @Nullable String after) {
    return StoreCalls.call("the alerts", () -> walk(range, limit, after));
  }

  private Slice<Alert> walk(AlertRange range, int limit, @Nullable String after) {
    Instant newest = after == null ? range.to().minusMillis(1) : timeOf(after);
    Instant oldest = Timestamps.minute(range.from());
    Instant minute = Timestamps.minute(newest);
    List<Alert> found = new ArrayList<>();
    for (int asked = 0; asked < MOST_MINUTES && !minute.isBefore(oldest); asked += AT_ONCE) {
      List<Instant> minutes = new ArrayList<>(AT_ONCE);
      for (; minutes.size() < AT_ONCE && !minute.isBefore(oldest); minute = minute.minus(MINUTE)) {
        minutes.add(minute);
      }
      fanout.all(minutes, one -> ofMinute(one, range, after)).forEach(found::addAll);
      if (found.size() > limit) {
        List<Alert> page = found.subList(0, limit);
        return new Slice<>(page, AlertRepository.place(page.getLast()));
      }
    }
    // the start of a minute without a key: all of that minute has been read
    return new Slice<>(
        found, minute.isBefore(oldest) ? null : Timestamps.format(minute.plus(MINUTE)) + "#");
  }

  private static Instant timeOf(String place) {
    return Timestamps.parse(place.substring(0, place.indexOf('#')));
  }

  private List<Alert> ofMinute(Instant minute, AlertRange range, @Nullable String after) {
    Instant now = clock.instant();
    Key key = Key.builder().partitionValue(StoredAlert.minute(minute)).build();
    return alerts.query(QueryConditional.keyEqualTo(key)).items().stream()
        .filter(item -> item.expiresAt().isAfter(now))
        .map(StoredAlert::alert)
        .filter(range::holds)
        .filter(alert -> after == null || AlertRepository.place(alert).compareTo(after) < 0)
        .sorted(Comparator.comparing(AlertRepository::place).reversed())
        .toList();
  }
}
