package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.Event;
import dev.sluice.model.EventKey;
import dev.sluice.query.read.EventRange;
import dev.sluice.query.read.EventRepository;
import dev.sluice.query.read.Slice;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/// Events from the tables of events and of event ids.
@Singleton
public class DynamoDbEventRepository implements EventRepository {
  /// What an erasure left of a claim does not say where its event lay.
  private static final Expression NOT_ERASED =
      Expression.builder()
          .expression("attribute_not_exists(#erased)")
          .putExpressionName("#erased", ErasedClaim.ERASED)
          .build();

  private final DynamoDbTable<StoredEvent> events;
  private final DynamoDbTable<Claim> claims;
  private final Clock clock;

  public DynamoDbEventRepository(DynamoDbEnhancedClient dynamo, Tables tables, Clock clock) {
    this.events = dynamo.table(tables.events(), StoredEvent.SCHEMA);
    this.claims = dynamo.table(tables.eventIds(), Claim.SCHEMA);
    this.clock = clock;
  }

  /// By the claim on the id, which says where the event lies.
  @Override
  public Optional<Event> findById(UUID eventId) {
    return StoreCalls.call("event " + eventId, () -> claimOf(eventId).flatMap(this::eventAt));
  }

  @Override
  public Slice<Event> findByDeviceIdAndEventTimeBetween(
      EventRange range, int limit, @Nullable String after) {
    EventRangeScan scan = new EventRangeScan(events, range, after, clock.instant());
    return StoreCalls.call("events of device " + range.deviceId(), () -> scan.read(limit));
  }

  private Optional<EventKey> claimOf(UUID eventId) {
    Key key = Key.builder().partitionValue(eventId.toString()).build();
    return claims
        .query(request ->
            request
                .queryConditional(QueryConditional.keyEqualTo(key))
                .filterExpression(NOT_ERASED)
                .consistentRead(true))
        .items()
        .stream()
        .findFirst()
        .map(Claim::key);
  }

  private Optional<Event> eventAt(EventKey place) {
    Key key = Key.builder().partitionValue(place.deviceDay()).sortValue(place.eventKey()).build();
    StoredEvent item = events.getItem(request -> request.key(key).consistentRead(true));
    return Optional.ofNullable(item)
        .filter(stored -> stored.expiresAt().isAfter(clock.instant()))
        .map(StoredEvent::event);
  }
}
