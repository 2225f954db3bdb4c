package dev.sluice.consumer.dynamodb;

import dev.sluice.alert.DeviceStanding;
import dev.sluice.consumer.alert.AlertStates;
import dev.sluice.consumer.dynamodb.NewerItems.Newer;
import dev.sluice.dynamodb.Silence;
import dev.sluice.dynamodb.StandingItem;
import dev.sluice.model.Timestamps;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;

/// How devices stand with rules, as items of the table of alert states.
public final class DynamoDbAlertStates implements AlertStates {
  private final String table;
  private final DynamoDbWrites writes;
  private final ConsistentReads reads;
  private final NewerItems newer;

  public DynamoDbAlertStates(String table, DynamoDbClient dynamo, DynamoDbWrites writes) {
    this.table = table;
    this.writes = writes;
    this.reads = new ConsistentReads(table, "alert-state.read", dynamo, writes);
    this.newer =
        new NewerItems(
            "alert-state", table, List.of(StandingItem.DEVICE_ID, StandingItem.RULE), writes);
  }

  @Override
  public Answer read(Question question, ShardControl control)
      throws ShardReleased, InterruptedException {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    for (Subject subject : question.subjects()) {
      keys.add(key(subject.deviceId(), StandingItem.sortKey(subject.eventType())));
    }
    for (String device : question.silent()) {
      question.silenceRules().forEach(rule -> keys.add(key(device, Silence.sortKey(rule))));
    }
    Answer answer = new Answer(new ArrayList<>(), new ArrayList<>());
    for (Map<String, AttributeValue> item : reads.read(keys, control)) {
      if (Items.text(item, StandingItem.RULE).startsWith(StandingItem.PREFIX)) {
        answer.standings().add(StandingItem.SCHEMA.mapToItem(item).standing());
      } else {
        answer.silences().add(Silence.SCHEMA.mapToItem(item));
      }
    }
    return answer;
  }

  static Map<String, AttributeValue> key(String device, String rule) {
    return Map.of(
        StandingItem.DEVICE_ID, AttributeValue.fromS(device),
        StandingItem.RULE, AttributeValue.fromS(rule));
  }

  @Override
  public void save(Collection<DeviceStanding> standings, ShardControl control)
      throws ShardReleased, InterruptedException {
    List<Newer> items =
        standings.stream()
            .map(standing ->
                Newer.of(
                    StandingItem.SCHEMA.itemToMap(new StandingItem(standing), true),
                    StandingItem.POSITION))
            .toList();
    newer.replaceOlder(items, control);
  }

  @Override
  public void end(Collection<Silence> silences, ShardControl control)
      throws ShardReleased, InterruptedException {
    writes
        .requests()
        .inParallel(
            List.copyOf(silences),
            Statements.PER_REQUEST,
            some ->
                // what is not there any more, or another's, fails its condition, as it should
                writes
                    .statements()
                    .execute("alert-state.end", some.stream().map(this::delete).toList(), control));
  }

  private BatchStatementRequest delete(Silence silence) {
    return BatchStatementRequest.builder()
        .statement(
            "DELETE FROM "
                + Statements.quoted(table)
                + " WHERE \"device_id\" = ? AND \"rule\" = ? AND \"last_seen\" = ?")
        .parameters(
            AttributeValue.fromS(silence.deviceId()),
            AttributeValue.fromS(Silence.sortKey(silence.rule())),
            AttributeValue.fromS(Timestamps.format(silence.lastSeen())))
        .build();
  }
}
