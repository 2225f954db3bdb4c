package dev.sluice.local.dynamodb;

import static dev.sluice.local.dynamodb.TestTables.TABLE;
import static dev.sluice.local.dynamodb.TestTables.item;
import static dev.sluice.local.dynamodb.TestTables.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.TestClients;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The conditional writes that Sluice's pipeline rests on.
class ConditionalWritesTest {
  private static LocalDynamoDb server;
  private static DynamoDbClient client;

  @BeforeAll
  static void start() {
    server = LocalDynamoDb.start(DynamoDbOptions.defaults(), new Faults(), new OperationLog());
    client = TestClients.client(DynamoDbClient.builder(), server.endpoint());
    TestTables.create(client);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  void anInsertOfAKnownKeyFailsAloneAndBringsNoOldItem() {
    execute(insert("claim", "known"));

    List<BatchStatementResponse> answers =
        execute(insert("claim", "new-1"), insert("claim", "known"), insert("claim", "new-2"));

    assertThat(answers.get(0).error()).isNull();
    assertThat(answers.get(1).error().code()).isEqualTo(BatchStatementErrorCodeEnum.DUPLICATE_ITEM);
    assertThat(answers.get(1).error().item()).isEmpty();
    assertThat(answers.get(2).error()).isNull();
  }

  @Test
  void aStaleUpdateBringsTheOldItemAndAMissingOneDoesNot() {
    client.putItem(request ->
        request
            .tableName(TABLE)
            .item(
                Map.of(
                    "pk", AttributeValue.fromS("state"),
                    "sk", AttributeValue.fromS("stale"),
                    "event_key", AttributeValue.fromS("5"))));

    List<BatchStatementResponse> answers = execute(update("stale", "4"), update("missing", "4"));

    assertThat(answers)
        .allSatisfy(answer ->
            assertThat(answer.error().code())
                .isEqualTo(BatchStatementErrorCodeEnum.CONDITIONAL_CHECK_FAILED));
    assertThat(text(answers.get(0).error().item(), "event_key")).isEqualTo("5");
    assertThat(answers.get(1).error().item()).isEmpty();
  }

  @Test
  void aNewerUpdateIsApplied() {
    client.putItem(request ->
        request
            .tableName(TABLE)
            .item(
                Map.of(
                    "pk", AttributeValue.fromS("state"),
                    "sk", AttributeValue.fromS("newer"),
                    "event_key", AttributeValue.fromS("5"))));

    assertThat(execute(update("newer", "6")).getFirst().error()).isNull();

    assertThat(text(get("state", "newer"), "event_key")).isEqualTo("6");
  }

  @Test
  void aConsistentBatchReadSeesWhatWasJustInserted() {
    execute(insert("batch", "a"), insert("batch", "b"));

    var found =
        client.batchGetItem(request ->
            request.requestItems(
                Map.of(
                    TABLE,
                    software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes.builder()
                        .consistentRead(true)
                        .keys(item("batch", "a"), item("batch", "b"), item("batch", "none"))
                        .build())));

    assertThat(found.responses().get(TABLE)).hasSize(2);
    assertThat(found.unprocessedKeys()).isEmpty();
  }

  @Test
  void theSameKeyTwiceInOneCallIsRefused() {
    assertThatThrownBy(() -> execute(insert("twice", "same"), insert("twice", "same")))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("duplicates");
  }

  private static Map<String, AttributeValue> get(String pk, String sk) {
    return client
        .getItem(request -> request.tableName(TABLE).key(item(pk, sk)).consistentRead(true))
        .item();
  }

  private static List<BatchStatementResponse> execute(BatchStatementRequest... statements) {
    return client.batchExecuteStatement(request -> request.statements(statements)).responses();
  }

  private static BatchStatementRequest insert(String pk, String sk) {
    return BatchStatementRequest.builder()
        .statement("INSERT INTO \"" + TABLE + "\" VALUE {'pk': ?, 'sk': ?}")
        .parameters(AttributeValue.fromS(pk), AttributeValue.fromS(sk))
        .build();
  }

  private static BatchStatementRequest update(String sk, String eventKey) {
    return BatchStatementRequest.builder()
        .statement(
            "UPDATE \"" + TABLE + "\" SET event_key = ? WHERE pk = ? AND sk = ? AND event_key < ?")
        .parameters(
            AttributeValue.fromS(eventKey),
            AttributeValue.fromS("state"),
            AttributeValue.fromS(sk),
            AttributeValue.fromS(eventKey))
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }
}
