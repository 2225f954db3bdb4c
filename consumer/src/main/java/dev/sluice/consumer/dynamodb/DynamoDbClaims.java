package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.pipeline.Claims;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.HeldId;
import dev.sluice.dynamodb.Tables;
import dev.sluice.stream.CallRefused;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Claims as items that are inserted if their key is new, 25 in a request. DynamoDB does not tell
/// who holds a key that is taken, so those are read back, consistently.
public final class DynamoDbClaims implements Claims {
  private final String table;
  private final DynamoDbClient dynamo;
  private final DynamoDbWrites writes;
  private final Clock clock;

  public DynamoDbClaims(String table, DynamoDbClient dynamo, DynamoDbWrites writes, Clock clock) {
    this.table = table;
    this.dynamo = dynamo;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public List<Result> claim(List<Claim> claims, ShardControl control)
      throws ShardReleased, InterruptedException {
    return writes
        .requests()
        .inParallel(claims, Statements.PER_REQUEST, some -> claimSome(some, control));
  }

  private List<Result> claimSome(List<Claim> claims, ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<UUID, Result> results = HashMap.newHashMap(claims.size());
    List<Claim> open = claims;
    while (!open.isEmpty()) {
      List<Claim> contested = insert(open, results, control);
      open = contested.isEmpty() ? contested : readBack(contested, results, control);
    }
    return claims.stream().map(claim -> results.get(claim.eventId())).toList();
  }

  /// @return those whose key is taken
  private List<Claim> insert(List<Claim> claims, Map<UUID, Result> results, ShardControl control)
      throws ShardReleased, InterruptedException {
    List<BatchStatementRequest> inserts = claims.stream().map(this::insert).toList();
    List<StatementResult> answers =
        writes.statements().execute("event-ids.claim", inserts, control);
    List<Claim> contested = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      switch (answers.get(i)) {
        case StatementResult.Applied _ -> results.put(claim.eventId(), new Result.Holds(claim));
        case StatementResult.KeyTaken _, StatementResult.ConditionFailed _ -> contested.add(claim);
        case StatementResult.Refused(String detail) ->
            results.put(claim.eventId(), new Result.Refused(detail));
      }
    }
    return contested;
  }

  private BatchStatementRequest insert(Claim claim) {
    TreeMap<String, AttributeValue> item = new TreeMap<>(Claim.SCHEMA.itemToMap(claim, true));
    writes.units().written(table, item);
    return BatchStatementRequest.builder()
        .statement(Statements.insert(table, item.keySet()))
        .parameters(item.values())
        .build();
  }

  /// @return those whose holder has gone meanwhile, or has outlived its time: to be inserted again
  private List<Claim> readBack(
      List<Claim> contested, Map<UUID, Result> results, ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<UUID, HeldId> holders = read(contested, control);
    List<Claim> open = new ArrayList<>();
    for (Claim claim : contested) {
      @Nullable HeldId holder = holders.get(claim.eventId());
      if (holder == null) {
        open.add(claim);
      } else if (!holder.expiresAt().isAfter(clock.instant())) {
        releaseExpired(holder, control);
        open.add(claim);
      } else {
        results.put(claim.eventId(), resultOf(holder));
      }
    }
    return open;
  }

  private static Result resultOf(HeldId holder) {
    return switch (holder) {
      case Claim claim -> new Result.Holds(claim);
      case ErasedClaim _ -> new Result.Erased();
    };
  }

  private Map<UUID, HeldId> read(List<Claim> claims, ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<UUID, HeldId> found = HashMap.newHashMap(claims.size());
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    claims.forEach(claim -> keys.add(key(claim)));
    unrefused(
        "event-ids.read",
        () -> {
          BatchGetItemResponse answer = dynamo.batchGetItem(r -> r.requestItems(consistent(keys)));
          answer
              .responses()
              .getOrDefault(table, List.of())
              .forEach(item -> {
                HeldId holder = HeldId.of(item);
                found.put(holder.eventId(), holder);
              });
          KeysAndAttributes left = answer.unprocessedKeys().get(table);
          keys.clear();
          if (left != null) {
            keys.addAll(left.keys());
            throw new UnfinishedBatch(keys.size());
          }
          return true;
        },
        control);
    return found;
  }

  private Map<String, KeysAndAttributes> consistent(List<Map<String, AttributeValue>> keys) {
    return Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
  }

  private void releaseExpired(HeldId holder, ShardControl control)
      throws ShardReleased, InterruptedException {
    switch (holder) {
      case Claim claim -> release(claim, control);
      case ErasedClaim erased ->
          delete(
              erased,
              Tables.EXPIRES_AT,
              AttributeValue.fromN(Long.toString(erased.expiresAt().getEpochSecond())),
              control);
    }
  }

  @Override
  public void release(Claim claim, ShardControl control)
      throws ShardReleased, InterruptedException {
    delete(claim, "position", AttributeValue.fromS(claim.position()), control);
  }

  /// If it is still the one that holds the id, which an attribute tells.
  private void delete(HeldId holder, String attribute, AttributeValue value, ShardControl control)
      throws ShardReleased, InterruptedException {
    unrefused(
        "event-ids.release",
        () -> {
          try {
            dynamo.deleteItem(request ->
                request
                    .tableName(table)
                    .key(key(holder))
                    .conditionExpression("#attribute = :value")
                    .expressionAttributeNames(Map.of("#attribute", attribute))
                    .expressionAttributeValues(Map.of(":value", value)));
          } catch (ConditionalCheckFailedException e) {
            return false; // another holds it by now, or nobody does
          }
          return true;
        },
        control);
  }

  /// For requests made of our own keys only, which cannot be refused for what is in them.
  private <T> T unrefused(String operation, Callable<T> call, ShardControl control)
      throws ShardReleased, InterruptedException {
    PatientCaller caller = writes.caller();
    try {
      return caller.call(operation, call, control);
    } catch (CallRefused e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, AttributeValue> key(HeldId holder) {
    return Map.of(Claim.EVENT_ID, AttributeValue.fromS(holder.eventId().toString()));
  }
}
