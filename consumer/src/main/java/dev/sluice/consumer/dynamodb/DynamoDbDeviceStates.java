package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.pipeline.DeviceStates;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Device states as items that are replaced if they are older, 25 in a request. What is not there
/// yet is inserted; an insert that comes second goes back to the update.
public final class DynamoDbDeviceStates implements DeviceStates {
  private static final List<String> KEY = List.of("device_id", "event_type");
  private static final String OPTIONAL = "event_subtype";

  private final String table;
  private final DynamoDbWrites writes;

  public DynamoDbDeviceStates(String table, DynamoDbWrites writes) {
    this.table = table;
    this.writes = writes;
  }

  /// An item, and the attribute whose greater value wins.
  private record Newer(TreeMap<String, AttributeValue> item, String by) {}

  @Override
  public void refresh(
      Collection<DeviceState> states, Collection<DeviceSummary> summaries, ShardControl control)
      throws ShardReleased, InterruptedException {
    List<Newer> all = new ArrayList<>(states.size() + summaries.size());
    for (DeviceState state : states) {
      all.add(newer(DeviceState.SCHEMA.itemToMap(state, true), DeviceState.EVENT_KEY));
    }
    for (DeviceSummary summary : summaries) {
      all.add(newer(DeviceSummary.SCHEMA.itemToMap(summary, true), DeviceSummary.LAST_SEEN));
    }
    writes.requests().inParallel(all, Statements.PER_REQUEST, some -> refreshSome(some, control));
  }

  private static Newer newer(Map<String, AttributeValue> item, String by) {
    return new Newer(new TreeMap<>(item), by);
  }

  private List<Newer> refreshSome(List<Newer> items, ShardControl control)
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
    List<StatementResult> results = execute("device-state.update", items, this::update, control);
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
    List<StatementResult> results = execute("device-state.insert", items, this::insert, control);
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
      String operation,
      List<Newer> items,
      Function<Newer, BatchStatementRequest> statement,
      ShardControl control)
      throws ShardReleased, InterruptedException {
    items.forEach(newer -> writes.units().written(table, newer.item()));
    return writes.statements().execute(operation, items.stream().map(statement).toList(), control);
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
          if (!KEY.contains(name)) {
            text.append(" SET ").append(name).append(" = ?");
            parameters.add(value);
          }
        });
    if (newer.by().equals(DeviceState.EVENT_KEY) && !newer.item().containsKey(OPTIONAL)) {
      text.append(" REMOVE ").append(OPTIONAL);
    }
    text.append(" WHERE device_id = ? AND event_type = ? AND ").append(newer.by()).append(" < ?");
    KEY.forEach(name -> parameters.add(newer.item().get(name)));
    parameters.add(newer.item().get(newer.by()));
    return BatchStatementRequest.builder()
        .statement(text.toString())
        .parameters(parameters)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /// What an item holds was checked before its event was claimed.
  private static IllegalStateException unforeseen(Newer newer, StatementResult result) {
    return new IllegalStateException(
        "the state of device %s was answered with %s"
            .formatted(newer.item().get("device_id"), result));
  }
}
