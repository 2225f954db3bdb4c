package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.pipeline.Counters;
import dev.sluice.dynamodb.ShardCounter;
import dev.sluice.stream.CallRefused;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Counters as items that are replaced if their last position is still the one that was read, 25 in
/// a request; the first of a key is inserted. An update that comes second is told what is there; an
/// insert is not, and reads it.
///
/// @param <C> the kind of counters, all of whose attributes are replaced
public final class DynamoDbCounters<C extends ShardCounter<C, ?>> implements Counters<C> {
  private static final List<String> KEY = List.of(ShardCounter.BUCKET, ShardCounter.KEY);

  private final String table;
  private final TableSchema<C> schema;
  private final DynamoDbClient dynamo;
  private final DynamoDbWrites writes;

  public DynamoDbCounters(
      String table, TableSchema<C> schema, DynamoDbClient dynamo, DynamoDbWrites writes) {
    this.table = table;
    this.schema = schema;
    this.dynamo = dynamo;
    this.writes = writes;
  }

  @Override
  public List<Result<C>> replace(List<Change<C>> changes, ShardControl control)
      throws ShardReleased, InterruptedException {
    return writes
        .requests()
        .inParallel(changes, Statements.PER_REQUEST, some -> replaceSome(some, control));
  }

  private List<Result<C>> replaceSome(List<Change<C>> changes, ShardControl control)
      throws ShardReleased, InterruptedException {
    List<StatementResult> answers =
        writes
            .statements()
            .execute("counters.replace", changes.stream().map(this::statement).toList(), control);
    List<Result<C>> results = new ArrayList<>(changes.size());
    for (int i = 0; i < changes.size(); i++) {
      C after = changes.get(i).after();
      results.add(
          switch (answers.get(i)) {
            case StatementResult.Applied _ -> new Result.Replaced<>();
            case StatementResult.KeyTaken _ -> differs(read(after, control));
            case StatementResult.ConditionFailed(var item) -> differs(item);
            case StatementResult.Refused(String detail) ->
                throw new IllegalStateException(
                    "the counter %s was refused: %s".formatted(after.key(), detail));
          });
    }
    return results;
  }

  private Result<C> differs(Map<String, AttributeValue> item) {
    return new Result.Differs<>(item.isEmpty() ? null : schema.mapToItem(item));
  }

  private BatchStatementRequest statement(Change<C> change) {
    Map<String, AttributeValue> item = new TreeMap<>(schema.itemToMap(change.after(), true));
    writes.units().written(table, item);
    C before = change.before();
    return before == null ? insert(item) : update(item, before.lastPosition());
  }

  private BatchStatementRequest insert(Map<String, AttributeValue> item) {
    return BatchStatementRequest.builder()
        .statement(Statements.insert(table, item.keySet()))
        .parameters(item.values())
        .build();
  }

  private BatchStatementRequest update(Map<String, AttributeValue> item, String lastPosition) {
    StringBuilder text = new StringBuilder("UPDATE ").append(Statements.quoted(table));
    List<AttributeValue> parameters = new ArrayList<>();
    item.forEach((name, value) -> {
      if (!KEY.contains(name)) {
        text.append(" SET ").append(Statements.quoted(name)).append(" = ?");
        parameters.add(value);
      }
    });
    text.append(" WHERE \"bucket\" = ? AND \"key\" = ? AND last_position = ?");
    KEY.forEach(name -> parameters.add(item.get(name)));
    parameters.add(AttributeValue.fromS(lastPosition));
    return BatchStatementRequest.builder()
        .statement(text.toString())
        .parameters(parameters)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  private Map<String, AttributeValue> read(C counter, ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<String, AttributeValue> item = schema.itemToMap(counter, KEY);
    try {
      return writes
          .caller()
          .call(
              "counters.read",
              () ->
                  dynamo
                      .getItem(request -> request.tableName(table).key(item).consistentRead(true))
                      .item(),
              control);
    } catch (CallRefused e) {
      throw new IllegalStateException("the key of the counter " + counter.key(), e);
    }
  }
}
