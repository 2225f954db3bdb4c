package dev.sluice.consumer.dynamodb;

import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Items that are replaced if they are older, 25 in a request. What is not there yet is inserted;
/// an insert that comes second goes back to the update.
///
/// @param operation what its calls are named after
/// @param key the names of the key's attributes
record NewerItems(String operation, String table, List<String> key, DynamoDbWrites writes) {

  /// @param by the attribute whose greater value wins
  /// @param optional attributes that an older item may have and this one has not
  record Newer(TreeMap<String, AttributeValue> item, String by, Set<String> optional) {
    static Newer of(Map<String, AttributeValue> item, String by) {
      return new Newer(new TreeMap<>(item), by, Set.of());
    }
  }

  /// @param items no key twice
  void replaceOlder(Collection<Newer> items, ShardControl control)
      throws ShardReleased, InterruptedException {
    writes
        .requests()
        .inParallel(List.copyOf(items), Statements.PER_REQUEST, some -> replaceSome(some, control));
  }

  private List<Newer> replaceSome(List<Newer> items, ShardControl control)
      throws ShardReleased, InterruptedException {
    List<Newer> open = items;
    while (!open.isEmpty()) {
      List<Newer> absent = update(open, control);
      open = absent.isEmpty() ? absent : insert(absent, control);
    }
    return items;
  }

  /// @return those that have no item yet
  private List<Newer> update(List<Newer> items, ShardControl control)
      throws ShardReleased, InterruptedException {
    List<StatementResult> results = execute(".update", items, this::update, control);
    List<Newer> absent = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      switch (results.get(i)) {
        case StatementResult.Applied _ -> {}
        case StatementResult.ConditionFailed(var item) when item.isEmpty() ->
            absent.add(items.get(i));
        case StatementResult.ConditionFailed _ -> {} // the one there is newer
        case StatementResult.KeyTaken _, StatementResult.Refused _ ->
            throw unforeseen(items.get(i), results.get(i));
      }
    }
    return absent;
  }

  /// @return those that somebody else has inserted meanwhile
  private List<Newer> insert(List<Newer> items, ShardControl control)
      throws ShardReleased, InterruptedException {
    List<StatementResult> results = execute(".insert", items, this::insert, control);
    List<Newer> taken = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      switch (results.get(i)) {
        case StatementResult.Applied _ -> {}
        case StatementResult.KeyTaken _ -> taken.add(items.get(i));
        case StatementResult.ConditionFailed _, StatementResult.Refused _ ->
            throw unforeseen(items.get(i), results.get(i));
      }
    }
    return taken;
  }

  private List<StatementResult> execute(
      String step,
      List<Newer> items,
      Function<Newer, BatchStatementRequest> statement,
      ShardControl control)
      throws ShardReleased, InterruptedException {
    items.forEach(newer -> writes.units().written(table, newer.item()));
    return writes
        .statements()
        .execute(operation + step, items.stream().map(statement).toList(), control);
  }

  private BatchStatementRequest insert(Newer newer) {
    return BatchStatementRequest.builder()
        .statement(Statements.insert(table, newer.item().keySet()))
        .parameters(newer.item().values())
        .build();
  }

  private BatchStatementRequest update(Newer newer) {
    StringBuilder text = new StringBuilder("UPDATE ").append(Statements.quoted(table));
    List<AttributeValue> parameters = new ArrayList<>();
    newer
        .item()
        .forEach((name, value) -> {
          if (!key.contains(name)) {
            text.append(" SET ").append(Statements.quoted(name)).append(" = ?");
            parameters.add(value);
          }
        });
    newer.optional().stream()
        .filter(name -> !newer.item().containsKey(name))
        .forEach(name -> text.append(" REMOVE ").append(Statements.quoted(name)));
    text.append(" WHERE ");
    key.forEach(name -> {
      text.append(Statements.quoted(name)).append(" = ? AND ");
      parameters.add(newer.item().get(name));
    });
    text.append(Statements.quoted(newer.by())).append(" < ?");
    parameters.add(newer.item().get(newer.by()));
    return BatchStatementRequest.builder()
        .statement(text.toString())
        .parameters(parameters)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /// What an item holds was checked before its event was claimed.
  private IllegalStateException unforeseen(Newer newer, StatementResult result) {
    return new IllegalStateException(
        "%s of %s was answered with %s"
            .formatted(operation, newer.item().get(key.getFirst()), result));
  }
}
