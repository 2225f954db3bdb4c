package dev.sluice.simulator.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import dev.sluice.local.sqs.LocalSqs;
import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.pace.Backoff;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@Timeout(60)
class SqsIngestPointTest {
  private final Faults faults = new Faults();
  private final LocalSqs sqs = LocalSqs.start(0, faults, new OperationLog());
  private final SqsClient reader = client();
  private final String queue =
      reader.createQueue(request -> request.queueName("submissions")).queueUrl();
  private final SqsIngestPoint ingest = into(queue);

  @AfterEach
  void stop() {
    ingest.close();
    reader.close();
    sqs.close();
  }

  @Test
  void everyRecordIsAMessagePlainOrInBase64() throws InterruptedException {
    assertThat(ingest.send(records(25))).hasSize(25).allMatch(at -> !at.perhapsTwice());
    List<String> bodies = received(25);
    assertThat(bodies.stream().map(SqsIngestPointTest::plain))
        .containsExactlyInAnyOrderElementsOf(texts(25));
    assertThat(bodies.stream().filter(body -> body.startsWith("{"))).hasSize(13);
  }

  @Test
  void refusedMessagesAndErrorsAreSentAgain() throws InterruptedException {
    faults.arm(Service.SQS, "SendMessageBatch", new Fault.Throttled(), 2);
    faults.arm(Service.SQS, "SendMessageBatch", new Fault.PartialFailure(0.5), 3);
    assertThat(ingest.send(records(20))).hasSize(20).noneMatch(Acknowledgement::perhapsTwice);
    assertThat(received(20)).hasSize(20);
  }

  @Test
  void messagesThatMayBeThereTwiceAreSaidTo() throws InterruptedException {
    faults.arm(Service.SQS, "SendMessageBatch", new Fault.AppliedButCut(), 1);
    assertThat(ingest.send(records(5))).hasSize(5).allMatch(Acknowledgement::perhapsTwice);
    assertThat(received(10)).hasSize(10);
  }

  @Test
  void aMissingQueueIsNamed() {
    try (SqsIngestPoint elsewhere = into(queue + "-gone")) {
      assertThatThrownBy(() -> elsewhere.send(records(1)))
          .isInstanceOf(IngestRefusedException.class)
          .hasMessageContaining("submissions-gone")
          .hasMessageContaining("./sluice up");
    }
  }

  private List<String> received(int expected) {
    List<String> bodies = new ArrayList<>();
    while (bodies.size() < expected) {
      List<Message> messages =
          reader
              .receiveMessage(
                  request -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(5))
              .messages();
      messages.forEach(message -> bodies.add(message.body()));
      if (messages.isEmpty()) {
        break;
      }
    }
    return bodies;
  }

  private static String plain(String body) {
    return body.startsWith("{")
        ? body
        : new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
  }

  private static List<String> texts(int count) {
    return IntStream.range(0, count).mapToObj(i -> "{\"number\":" + i + "}").toList();
  }

  private static List<OutgoingRecord> records(int count) {
    return texts(count).stream()
        .map(text -> new OutgoingRecord("d", text.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private SqsIngestPoint into(String url) {
    return new SqsIngestPoint(
        client(),
        url,
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), new SplittableRandom(1)));
  }

  private SqsClient client() {
    return SqsClient.builder()
        .endpointOverride(sqs.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }
}
