package dev.sluice.ingest.dynamodb;

import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.HeldId;
import dev.sluice.dynamodb.Tables;
import dev.sluice.ingest.status.StoreAwayException;
import dev.sluice.ingest.status.StoredIds;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Gatherers;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Looks at the claims that the consumer lays on event ids: a hundred a call, each consistently, so
/// that what is stored is found at once. A claim is laid just before its event is stored.
public final class DynamoDbStoredIds implements StoredIds {
  private static final int KEYS_PER_CALL = 100;

  /// DynamoDB leaves out what it has no capacity for.
  private static final int ATTEMPTS = 5;

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoDbStoredIds(DynamoDbClient dynamo, Tables tables, Clock clock) {
    this.dynamo = dynamo;
    this.table = tables.eventIds();
    this.clock = clock;
  }

  @Override
  public Map<UUID, Held> find(Collection<UUID> ids) {
    Map<UUID, Held> found = new HashMap<>();
    try {
      ids.stream().gather(Gatherers.windowFixed(KEYS_PER_CALL)).forEach(some -> read(some, found));
    } catch (SdkException e) {
      throw new StoreAwayException("the table " + table + " cannot be read", e);
    }
    return found;
  }

  private void read(List<UUID> ids, Map<UUID, Held> found) {
    Map<String, KeysAndAttributes> left = Map.of(table, keys(ids));
    for (int attempt = 0; attempt < ATTEMPTS && !left.isEmpty(); attempt++) {
      Map<String, KeysAndAttributes> request = left;
      BatchGetItemResponse answer = dynamo.batchGetItem(r -> r.requestItems(request));
      for (Map<String, AttributeValue> item : answer.responses().getOrDefault(table, List.of())) {
        HeldId held = HeldId.of(item);
        if (held.expiresAt().isAfter(clock.instant())) {
          found.put(held.eventId(), new Held(device(held)));
        }
      }
      left = answer.unprocessedKeys();
    }
    if (!left.isEmpty()) {
      throw new StoreAwayException(
          "the table " + table + " answers for a part of the keys only, " + ATTEMPTS + " times");
    }
  }

  private static KeysAndAttributes keys(List<UUID> ids) {
    return KeysAndAttributes.builder()
        .consistentRead(true)
        .keys(
            ids.stream()
                .map(id -> Map.of(Claim.EVENT_ID, AttributeValue.fromS(id.toString())))
                .toList())
        .build();
  }

  private static String device(HeldId held) {
    if (!(held instanceof Claim claim)) {
      return "";
    }
    String deviceDay = claim.key().deviceDay();
    return deviceDay.substring(0, deviceDay.lastIndexOf('#'));
  }
}
