package dev.sluice.consumer.dynamodb;

import dev.sluice.alert.Alert;
import dev.sluice.consumer.alert.Alerts;
import dev.sluice.dynamodb.StoredAlert;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;

/// Alerts as items that are inserted if their key is new, 25 in a request.
public final class DynamoDbAlerts implements Alerts {
  private final String table;
  private final Duration retention;
  private final DynamoDbWrites writes;

  /// @param retention how long an alert is kept
  public DynamoDbAlerts(String table, Duration retention, DynamoDbWrites writes) {
    this.table = table;
    this.retention = retention;
    this.writes = writes;
  }

  @Override
  public void put(Collection<Alert> alerts, ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<UUID, Alert> byKey = new LinkedHashMap<>();
    alerts.forEach(alert -> byKey.put(alert.alertKey(), alert));
    writes
        .requests()
        .inParallel(
            List.copyOf(byKey.values()), Statements.PER_REQUEST, some -> putSome(some, control));
  }

  private List<StatementResult> putSome(List<Alert> alerts, ShardControl control)
      throws ShardReleased, InterruptedException {
    List<StatementResult> results =
        writes
            .statements()
            .execute("alerts.put", alerts.stream().map(this::insert).toList(), control);
    for (StatementResult result : results) {
      switch (result) {
        case StatementResult.Applied _, StatementResult.KeyTaken _ -> {}
        case StatementResult.ConditionFailed _, StatementResult.Refused _ ->
            throw new IllegalStateException("an alert was answered with " + result);
      }
    }
    return results;
  }

  private BatchStatementRequest insert(Alert alert) {
    TreeMap<String, AttributeValue> item = item(alert, retention);
    writes.units().written(table, item);
    return BatchStatementRequest.builder()
        .statement(Statements.insert(table, item.keySet()))
        .parameters(item.values())
        .build();
  }

  static TreeMap<String, AttributeValue> item(Alert alert, Duration retention) {
    return new TreeMap<>(
        StoredAlert.SCHEMA.itemToMap(
            new StoredAlert(alert, alert.receivedTime().plus(retention)), true));
  }
}
