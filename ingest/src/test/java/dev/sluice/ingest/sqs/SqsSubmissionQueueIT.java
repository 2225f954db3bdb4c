package dev.sluice.ingest.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ingest.queue.Delivery;
import dev.sluice.ingest.queue.QueueAwayException;
import dev.sluice.ingest.queue.SubmissionQueue;
import dev.sluice.ingest.queue.SubmissionQueueContract;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import dev.sluice.local.sqs.LocalSqs;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;

class SqsSubmissionQueueIT extends SubmissionQueueContract {
  private static final Faults FAULTS = new Faults();
  private static LocalSqs server;
  private static final SdkHttpClient HTTP = Apache5HttpClient.create();
  private static SqsClient sqs;

  private final String name = "queue-" + UUID.randomUUID();
  private String url;

  @BeforeAll
  static void start() {
    server = LocalSqs.start(0, FAULTS, new OperationLog());
    sqs =
        SqsClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
            .httpClient(HTTP)
            .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
  }

  @AfterAll
  static void stop() {
    sqs.close();
    HTTP.close();
    server.close();
  }

  @BeforeEach
  void make() {
    url = sqs.createQueue(request -> request.queueName(name)).queueUrl();
  }

  @Override
  protected SubmissionQueue queue() {
    return new SqsSubmissionQueue(sqs, HTTP, name);
  }

  @Override
  protected void send(String body) {
    sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
  }

  @Test
  void whatIsNotDeletedIsNamed() {
    SubmissionQueue queue = queue();
    send("a");
    send("b");
    List<Delivery> both =
        List.of(
            queue.receive(1, Duration.ofSeconds(5), Duration.ofSeconds(60)).getFirst(),
            queue.receive(1, Duration.ofSeconds(5), Duration.ofSeconds(60)).getFirst());
    FAULTS.arm(Service.SQS, "DeleteMessageBatch", new Fault.PartialFailure(0.5), 1);
    assertThat(queue.delete(both)).containsExactly(both.getFirst());
    assertThat(queue.delete(both)).isEmpty();
  }

  @Test
  void aQueueThatIsMadeLaterIsFound() {
    String later = "later-" + UUID.randomUUID();
    SubmissionQueue queue = new SqsSubmissionQueue(sqs, HTTP, later);
    assertThatThrownBy(() -> queue.receive(1, Duration.ZERO, Duration.ofSeconds(5)))
        .isInstanceOf(QueueAwayException.class)
        .hasMessageContaining(later);
    sqs.createQueue(request -> request.queueName(later));
    assertThat(queue.depth()).isEqualTo(new SubmissionQueue.Depth(0, 0));
  }

  @Test
  void whateverTheServiceRefusesIsOneKindOfFailure() {
    SubmissionQueue queue = queue();
    queue.depth();
    for (Fault fault :
        List.of(
            new Fault.Throttled(),
            new Fault.ServerError(500),
            new Fault.AccessDenied(),
            new Fault.ConnectionCut())) {
      FAULTS.arm(Service.SQS, "ReceiveMessage", fault, 1);
      assertThatThrownBy(() -> queue.receive(1, Duration.ZERO, Duration.ofSeconds(5)))
          .as(fault.toString())
          .isInstanceOf(QueueAwayException.class)
          .hasMessageContaining(name);
    }
  }
}
