package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.pipeline.Counters;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.stream.CallRefused;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Counters as items that are replaced if their last position is still the one that was read, 25 in
/// a request; the first of a key is inserted. An update that comes second is told what is there; an
/// insert is not, and reads it.
public final class DynamoDbCounters implements Counters {
  private static final List<String> KEY = List.of(QualityMinute.BUCKET, QualityMinute.KEY);

  private final String table;
  private final DynamoDbClient dynamo;
  private final DynamoDbWrites writes;

  public DynamoDbCounters(String table, DynamoDbClient dynamo, DynamoDbWrites writes) {
    this.table = table;
    this.dynamo = dynamo;
    this.writes = writes;
  }

  @Override
  public List<Result> replace(List<Change> changes, ShardControl control)
      throws ShardReleased, InterruptedException {
    return writes
        .requests()
        .inParallel(changes, Statements.PER_REQUEST, some -> replaceSome(some, control));
  }

  private List<Result> replaceSome(List<Change> changes, ShardControl control)
      throws ShardReleased, InterruptedException {
    List<StatementResult> answers =
        writes
            .statements()
            .execute("counters.replace", changes.stream().map(this::statement).toList(), control);
    List<Result> results = new ArrayList<>(changes.size());
    for (int i = 0; i < changes.size(); i++) {
      QualityMinute after = changes.get(i).after();
      results.add(
          switch (answers.get(i)) {
            case StatementResult.Applied _ -> new Result.Replaced();
            case StatementResult.KeyTaken _ -> differs(read(after, control));
            case StatementResult.ConditionFailed(var item) -> differs(item);
            case StatementResult.Refused(String detail) ->
                throw new IllegalStateException(
                    "the counter %s was refused: %s".formatted(after.key(), detail));
          });
    }
    return results;
  }

  private static Result differs(Map<String, AttributeValue> item) {
    return new Result.Differs(item.isEmpty() ? null : QualityMinute.SCHEMA.mapToItem(item));
  }

  private BatchStatementRequest statement(Change change) {
    Map<String, AttributeValue> item =
        new TreeMap<>(QualityMinute.SCHEMA.itemToMap(change.after(), true));
    writes.units().written(table, item);
    QualityMinute before = change.before();
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

  private Map<String, AttributeValue> read(QualityMinute minute, ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<String, AttributeValue> item = QualityMinute.SCHEMA.itemToMap(minute, KEY);
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
      throw new IllegalStateException("the key of the counter " + minute.key(), e);
    }
  }
}
