package dev.sluice.archiver.verify.aws;

import dev.sluice.archiver.verify.Claims;
import dev.sluice.archiver.verify.DateRange;
import dev.sluice.archiver.verify.Place;
import dev.sluice.archiver.verify.Progress;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.Tables;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// The table of event ids. An item that is neither claim nor tombstone stops the reading: nothing
/// could be proven beside it.
final class DynamoDbClaims implements Claims {
  private static final int MOST_KEYS = 100;
  private static final String EVENT_DATE = "event_date";

  /// Aliased, since some are reserved words.
  private static final Map<String, String> NAMES =
      Map.of(
          "#id", Claim.EVENT_ID,
          "#day", Claim.DEVICE_DAY,
          "#type", Claim.EVENT_TYPE,
          "#position", StoredEvent.POSITION,
          "#erased", ErasedClaim.ERASED,
          "#date", EVENT_DATE);

  private final DynamoDbClient dynamo;
  private final ParallelScan scan;
  private final String table;

  DynamoDbClaims(DynamoDbClient dynamo, ParallelScan scan, Tables tables) {
    this.dynamo = dynamo;
    this.scan = scan;
    this.table = tables.eventIds();
  }

  @Override
  public void scan(DateRange dates, Sink sink, Progress read) {
    ScanRequest.Builder request =
        ScanRequest.builder()
            .tableName(table)
            .projectionExpression(String.join(", ", NAMES.keySet()))
            .expressionAttributeNames(NAMES);
    dates
        .single()
        .ifPresent(date ->
            request
                .filterExpression("contains(#day, :day) OR #date = :date")
                .expressionAttributeValues(
                    Map.of(
                        ":day", AttributeValue.fromS("#" + date),
                        ":date", AttributeValue.fromS(date.toString()))));
    scan.read(request, read, item -> take(new Attributes(item), dates, sink));
  }

  private static void take(Attributes item, DateRange dates, Sink sink) {
    try {
      boolean erased = item.has(ErasedClaim.ERASED);
      LocalDate date =
          erased ? LocalDate.parse(item.text(EVENT_DATE)) : item.dateIn(Claim.DEVICE_DAY);
      if (!dates.contains(date)) {
        return;
      }
      Place place = new Place(date, item.find(Claim.EVENT_TYPE).orElse(Claim.UNKNOWN_TYPE));
      UUID id = UUID.fromString(item.text(Claim.EVENT_ID));
      if (erased) {
        sink.erased(id, place);
      } else {
        sink.claimed(id, place, item.text(StoredEvent.POSITION));
      }
    } catch (NoSuchElementException | IllegalArgumentException | DateTimeException e) {
      throw new IllegalStateException(item + " is neither claim nor tombstone", e);
    }
  }

  @Override
  public Map<UUID, State> now(Collection<UUID> ids) {
    Map<UUID, State> states = new HashMap<>();
    List<UUID> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += MOST_KEYS) {
      List<UUID> some = all.subList(from, Math.min(all.size(), from + MOST_KEYS));
      some.forEach(id -> states.put(id, State.GONE));
      items(some)
          .forEach(item ->
              states.put(
                  UUID.fromString(new Attributes(item).text(Claim.EVENT_ID)),
                  item.containsKey(ErasedClaim.ERASED) ? State.ERASED : State.CLAIMED));
    }
    return states;
  }

  private List<Map<String, AttributeValue>> items(List<UUID> ids) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    KeysAndAttributes keys =
        KeysAndAttributes.builder()
            .consistentRead(true)
            .projectionExpression("#id, #erased")
            .expressionAttributeNames(Map.of("#id", Claim.EVENT_ID, "#erased", ErasedClaim.ERASED))
            .keys(
                ids.stream()
                    .map(id -> Map.of(Claim.EVENT_ID, AttributeValue.fromS(id.toString())))
                    .toList())
            .build();
    Map<String, KeysAndAttributes> left = Map.of(table, keys);
    while (!left.isEmpty()) {
      Map<String, KeysAndAttributes> asked = left;
      BatchGetItemResponse answer = dynamo.batchGetItem(get -> get.requestItems(asked));
      items.addAll(answer.responses().getOrDefault(table, List.of()));
      left = answer.unprocessedKeys();
    }
    return items;
  }
}
