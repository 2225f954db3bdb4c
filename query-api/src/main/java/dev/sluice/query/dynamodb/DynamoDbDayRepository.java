package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.Event;
import dev.sluice.query.read.DayRepository;
import dev.sluice.query.read.EventDay;
import dev.sluice.query.read.Slice;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;

/// Days from the devices that are noted in the table of counters, and their partitions of the table
/// of events.
@Singleton
public class DynamoDbDayRepository implements DayRepository {
  private final DynamoDbTable<DeviceDay> days;
  private final DynamoDbTable<StoredEvent> events;
  private final Fanout fanout;
  private final Clock clock;

  public DynamoDbDayRepository(
      DynamoDbEnhancedClient dynamo, Tables tables, Fanout fanout, Clock clock) {
    this.days = dynamo.table(tables.counters(), DeviceDay.SCHEMA);
    this.events = dynamo.table(tables.events(), StoredEvent.SCHEMA);
    this.fanout = fanout;
    this.clock = clock;
  }

  @Override
  public Slice<Event> findByEventDate(EventDay day, int limit, @Nullable String after) {
    Instant now = clock.instant();
    return StoreCalls.call(
        "the events of " + day.date(),
        () ->
            new DayWalk(days, new DayEvents(events, day, now), day, fanout, now)
                .read(limit, after));
  }
}
