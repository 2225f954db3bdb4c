package dev.sluice.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.TestClients;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

class LocalSqsTest {
  private static final Faults FAULTS = new Faults();
  private static final OperationLog OPERATIONS = new OperationLog();

  private static LocalSqs server;
  private static SqsClient client;

  @BeforeAll
  static void start() {
    server = LocalSqs.start(0, FAULTS, OPERATIONS);
    client = TestClients.client(SqsClient.builder(), server.endpoint());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  void aQueueUrlLeadsBackToThisServer() {
    assertThat(queue("urls")).startsWith(server.endpoint().toString());
  }

  @Test
  void whatAQueueWasGivenIsAnsweredThoughItChangesNothing() {
    String queue =
        client
            .createQueue(r ->
                r.queueName("given")
                    .attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "345600")))
            .queueUrl();
    client.setQueueAttributes(r ->
        r.queueUrl(queue)
            .attributes(
                Map.of(
                    QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024",
                    QueueAttributeName.VISIBILITY_TIMEOUT, "45")));

    assertThat(
            client
                .getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes())
        .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "345600")
        .containsEntry(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024")
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "45")
        .containsKey(QueueAttributeName.QUEUE_ARN);
  }

  @Test
  void aMessageIsReceivedOnceAndGoneWhenDeleted() {
    String queue = queue("plain");
    client.sendMessage(r -> r.queueUrl(queue).messageBody("hi"));

    Message received = receive(queue).getFirst();
    assertThat(received.body()).isEqualTo("hi");
    assertThat(receive(queue)).isEmpty();

    client.deleteMessage(r -> r.queueUrl(queue).receiptHandle(received.receiptHandle()));
    assertThat(OPERATIONS.count(Service.SQS, "DeleteMessage")).isEqualTo(1);
  }

  @Test
  void aMessageThatIsNeverDeletedMovesToTheRedriveQueue() {
    String redrive = queue("submissions-redrive");
    String arn =
        client
            .getQueueAttributes(
                r -> r.queueUrl(redrive).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    String policy = "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"1\"}";
    String queue =
        client
            .createQueue(r ->
                r.queueName("submissions")
                    .attributes(
                        Map.of(
                            QueueAttributeName.VISIBILITY_TIMEOUT,
                            "0",
                            QueueAttributeName.REDRIVE_POLICY,
                            policy)))
            .queueUrl();
    client.sendMessage(r -> r.queueUrl(queue).messageBody("poison"));

    await()
        .untilAsserted(() -> {
          receive(queue);
          assertThat(receive(redrive)).extracting(Message::body).containsExactly("poison");
        });
  }

  @Test
  void aPartlyFailedBatchNamesWhatItDidNotSend() {
    String queue = queue("batches");
    FAULTS.arm(Service.SQS, "SendMessageBatch", new Fault.PartialFailure(0.5), 1);

    var answer =
        client.sendMessageBatch(r ->
            r.queueUrl(queue)
                .entries(
                    e -> e.id("1").messageBody("a"),
                    e -> e.id("2").messageBody("b"),
                    e -> e.id("3").messageBody("c")));

    assertThat(answer.failed()).extracting(BatchResultErrorEntry::id).containsExactly("1", "3");
    assertThat(answer.successful()).hasSize(1);
    assertThat(receive(queue)).extracting(Message::body).containsExactly("b");
  }

  @Test
  void refusalsAreNamedAsSqsNamesThem() {
    String queue = queue("refusals");
    refused(queue, new Fault.Throttled(), "RequestThrottled", 400);
    refused(queue, new Fault.ServerError(500), "InternalFailure", 500);
    refused(queue, new Fault.CredentialsExpired(), "ExpiredTokenException", 400);
    refused(queue, new Fault.AccessDenied(), "AccessDeniedException", 400);
    assertThat(receive(queue)).isEmpty();
  }

  @Test
  void aCutConnectionSendsNothingAndAnAppliedButCutOneDoes() {
    String queue = queue("cuts");
    FAULTS.arm(Service.SQS, "SendMessage", new Fault.ConnectionCut(), 1);
    assertThatThrownBy(() -> send(queue)).isInstanceOf(SdkClientException.class);
    assertThat(receive(queue)).isEmpty();

    FAULTS.arm(Service.SQS, "SendMessage", new Fault.AppliedButCut(), 1);
    assertThatThrownBy(() -> send(queue)).isInstanceOf(SdkClientException.class);
    assertThat(receive(queue)).hasSize(1);
  }

  private static void refused(String queue, Fault fault, String code, int status) {
    FAULTS.arm(Service.SQS, "SendMessage", fault, 1);
    assertThatThrownBy(() -> send(queue))
        .isInstanceOfSatisfying(
            SqsException.class,
            refusal -> {
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(refusal.statusCode()).isEqualTo(status);
            });
  }

  private static void send(String queue) {
    client.sendMessage(r -> r.queueUrl(queue).messageBody("x"));
  }

  private static String queue(String name) {
    return client.createQueue(r -> r.queueName(name)).queueUrl();
  }

  private static List<Message> receive(String queue) {
    return client.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10)).messages();
  }
}
