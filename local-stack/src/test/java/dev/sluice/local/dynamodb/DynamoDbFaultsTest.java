package dev.sluice.local.dynamodb;

import static dev.sluice.local.dynamodb.TestTables.TABLE;
import static dev.sluice.local.dynamodb.TestTables.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sluice.local.TestClients;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class DynamoDbFaultsTest {
  private final Faults faults = new Faults();
  private final OperationLog operations = new OperationLog();
  private LocalDynamoDb server;
  private DynamoDbClient client;

  @BeforeEach
  void start() {
    server = LocalDynamoDb.start(DynamoDbOptions.defaults(), faults, operations);
    client = TestClients.client(DynamoDbClient.builder(), server.endpoint());
    TestTables.create(client);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void aThrottledCallIsRefusedAndNotApplied() {
    arm(new Fault.Throttled());

    assertThatThrownBy(() -> put("a"))
        .isInstanceOfSatisfying(
            ProvisionedThroughputExceededException.class,
            refusal -> assertThat(refusal.isThrottlingException()).isTrue());

    assertThat(stored()).isZero();
  }

  @Test
  void aFaultIsUsedUpAndTheNextCallSucceeds() {
    arm(new Fault.Throttled());
    assertThatThrownBy(() -> put("a")).isInstanceOf(AwsServiceException.class);

    put("a");

    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void aServerErrorCarriesItsStatus() {
    arm(new Fault.ServerError(503));

    refused().satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(503));

    assertThat(stored()).isZero();
  }

  @Test
  void expiredCredentialsAndMissingPermissionsAreNamedAsAwsNamesThem() {
    arm(new Fault.CredentialsExpired());
    refused().returns("ExpiredTokenException", e -> e.awsErrorDetails().errorCode());

    arm(new Fault.AccessDenied());
    refused().returns("AccessDeniedException", e -> e.awsErrorDetails().errorCode());

    assertThat(stored()).isZero();
  }

  @Test
  void aCutConnectionAppliesNothing() {
    arm(new Fault.ConnectionCut());

    assertThatThrownBy(() -> put("a")).isInstanceOf(SdkClientException.class);

    assertThat(stored()).isZero();
  }

  @Test
  void anAppliedButCutCallIsApplied() {
    arm(new Fault.AppliedButCut());

    assertThatThrownBy(() -> put("a")).isInstanceOf(SdkClientException.class);

    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void aDelayedCallAnswersLate() {
    arm(new Fault.Delayed(Duration.ofMillis(300)));
    long began = System.nanoTime();

    put("a");

    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(300));
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void aPartlyFailedBatchWriteReturnsWhatItDidNotApply() {
    faults.arm(Service.DYNAMODB, "BatchWriteItem", new Fault.PartialFailure(0.4), 1);

    var answer =
        client.batchWriteItem(request ->
            request.requestItems(
                Map.of(
                    TABLE,
                    IntStream.range(0, 10)
                        .mapToObj(i -> item("pk", "sk" + i))
                        .map(item -> WriteRequest.builder().putRequest(p -> p.item(item)).build())
                        .toList())));

    assertThat(answer.unprocessedItems().get(TABLE)).hasSize(4);
    assertThat(stored()).isEqualTo(6);
  }

  @Test
  void aPartlyFailedBatchReadReturnsTheKeysItDidNotRead() {
    put("a");
    put("b");
    faults.arm(Service.DYNAMODB, "BatchGetItem", new Fault.PartialFailure(0.5), 1);

    var answer =
        client.batchGetItem(request ->
            request.requestItems(
                Map.of(
                    TABLE,
                    KeysAndAttributes.builder().keys(item("pk", "a"), item("pk", "b")).build())));

    assertThat(answer.responses().get(TABLE)).containsExactly(item("pk", "b"));
    assertThat(answer.unprocessedKeys().values())
        .flatExtracting(KeysAndAttributes::keys)
        .isEqualTo(List.of(item("pk", "a")));
  }

  @Test
  void aPartlyFailedStatementBatchRefusesSomeStatementsUnapplied() {
    faults.arm(Service.DYNAMODB, "BatchExecuteStatement", new Fault.PartialFailure(0.5), 1);

    var answers =
        client
            .batchExecuteStatement(request ->
                request.statements(IntStream.range(0, 4).mapToObj(i -> insert("sk" + i)).toList()))
            .responses();

    assertThat(answers)
        .extracting(answer -> answer.error() == null ? null : answer.error().code())
        .containsExactly(
            BatchStatementErrorCodeEnum.THROTTLING_ERROR,
            null,
            BatchStatementErrorCodeEnum.THROTTLING_ERROR,
            null);
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void aPartialFailureOfASingleWriteIsAThrottle() {
    arm(new Fault.PartialFailure(0.5));

    refused().isInstanceOf(ProvisionedThroughputExceededException.class);
  }

  @Test
  void everyCallIsCountedRefusedOnesToo() {
    arm(new Fault.Throttled());
    assertThatThrownBy(() -> put("a")).isInstanceOf(AwsServiceException.class);
    put("a");

    assertThat(operations.count(Service.DYNAMODB, "PutItem")).isEqualTo(2);
    assertThat(operations.count(Service.DYNAMODB, "CreateTable")).isEqualTo(1);
    assertThat(operations.count(Service.KINESIS, "PutRecord")).isZero();
  }

  private void arm(Fault fault) {
    faults.arm(Service.DYNAMODB, "PutItem", fault, 1);
  }

  private AbstractObjectAssert<?, AwsServiceException> refused() {
    return assertThatThrownBy(() -> put("a")).asInstanceOf(type(AwsServiceException.class));
  }

  private void put(String sk) {
    client.putItem(request -> request.tableName(TABLE).item(item("pk", sk)));
  }

  private int stored() {
    return client.scan(request -> request.tableName(TABLE).consistentRead(true)).count();
  }

  private static BatchStatementRequest insert(String sk) {
    return BatchStatementRequest.builder()
        .statement("INSERT INTO \"" + TABLE + "\" VALUE {'pk': 'pk', 'sk': ?}")
        .parameters(List.of(AttributeValue.fromS(sk)))
        .build();
  }
}
