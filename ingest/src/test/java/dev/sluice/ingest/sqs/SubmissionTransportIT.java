package dev.sluice.ingest.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterKeys;
import dev.sluice.ingest.Ingest;
import dev.sluice.ingest.publish.InMemoryPublisher;
import dev.sluice.ingest.publish.InMemoryPublisher.Mode;
import dev.sluice.ingest.queue.RefusedSubmissions;
import dev.sluice.ingest.submission.Sample;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Service;
import dev.sluice.model.RejectReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// The service on a real queue and a real bucket, with a stream in memory.
class SubmissionTransportIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static LocalStack stack;
  private static SqsClient sqs;
  private static S3Client s3;
  private static int number;

  private final String prefix = "test" + number++;
  private final Random random = new Random(11);
  private String queue = "";
  private String redrive = "";
  private EmbeddedServer server;
  private InMemoryPublisher publisher;

  @BeforeAll
  static void startStack() {
    stack = LocalStack.start(LocalStackOptions.ephemeral());
    stack.sdkProperties().forEach(System::setProperty);
    sqs = SqsClient.builder().httpClientBuilder(Apache5HttpClient.builder()).build();
    s3 = S3Client.builder().httpClientBuilder(Apache5HttpClient.builder()).build();
  }

  @AfterAll
  static void stopStack() {
    sqs.close();
    s3.close();
    stack.close();
  }

  @BeforeEach
  void start() {
    redrive = sqs.createQueue(r -> r.queueName(prefix + "-submissions-redrive")).queueUrl();
    String policy =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"2\"}"
            .formatted(attribute(redrive, QueueAttributeName.QUEUE_ARN));
    queue =
        sqs.createQueue(r ->
                r.queueName(prefix + "-submissions")
                    .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)))
            .queueUrl();
    s3.createBucket(request -> request.bucket(prefix + "-archive"));
    server =
        Ingest.start(
            Map.ofEntries(
                Map.entry("micronaut.server.host", "127.0.0.1"),
                Map.entry("micronaut.server.port", -1),
                Map.entry("sluice.environment", "local"),
                Map.entry("sluice.security.mode", "off"),
                Map.entry("test.publisher", true),
                Map.entry("sluice.prefix", prefix),
                Map.entry("sluice.ingest.sqs.enabled", true),
                Map.entry("sluice.ingest.udp.enabled", false),
                Map.entry("sluice.ingest.accepted-past", Duration.ofDays(36_500)),
                Map.entry("sluice.ingest.sqs.poll.in-flight", 100),
                Map.entry("sluice.ingest.sqs.poll.long-poll", Duration.ofSeconds(1)),
                Map.entry("sluice.ingest.sqs.poll.visibility", Duration.ofSeconds(4))));
    publisher = server.getApplicationContext().getBean(InMemoryPublisher.class);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static String attribute(String queue, QueueAttributeName name) {
    return sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(name))
        .attributes()
        .getOrDefault(name, "");
  }

  /// Both in one call: a message that comes back between two would be in neither.
  private static int inQueue(String url) {
    return sqs
        .getQueueAttributes(request ->
            request
                .queueUrl(url)
                .attributeNames(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  private void send(List<Sample> samples) {
    samples.stream()
        .gather(Gatherers.windowFixed(10))
        .forEach(some ->
            sqs.sendMessageBatch(request ->
                request
                    .queueUrl(queue)
                    .entries(
                        IntStream.range(0, some.size())
                            .mapToObj(i ->
                                SendMessageBatchRequestEntry.builder()
                                    .id("m" + i)
                                    .messageBody(some.get(i).body())
                                    .build())
                            .toList())));
  }

  private List<Sample> good(int count) {
    return IntStream.range(0, count).mapToObj(i -> Sample.good(random)).toList();
  }

  private Sample bad() {
    return Stream.generate(() -> Sample.bad(random))
        .filter(sample -> sample.refused().equals(Optional.of(RejectReason.UNKNOWN_TYPE)))
        .findFirst()
        .orElseThrow();
  }

  private void awaitEmpty() {
    await().atMost(LONG).until(() -> inQueue(queue) == 0);
  }

  private static int events(List<Sample> samples) {
    return samples.stream().mapToInt(Sample::events).sum();
  }

  private Set<String> distinctEvents() {
    Set<String> distinct = new HashSet<>();
    publisher.stream()
        .forEach(entry -> distinct.add(new String(entry.bytes(), StandardCharsets.UTF_8)));
    return distinct;
  }

  private int readiness() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.getURI().resolve("/health/readiness")).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private double messages(String outcome) {
    return server
        .getApplicationContext()
        .getBean(MeterRegistry.class)
        .get("sluice.ingest.sqs.messages")
        .tag("outcome", outcome)
        .counter()
        .count();
  }

  @Test
  void everyMessageIsOnTheStreamOrADeadLetterAndThenGone() throws Exception {
    List<Sample> samples =
        IntStream.range(0, 2_000)
            .mapToObj(i -> random.nextInt(5) == 0 ? Sample.bad(random) : Sample.good(random))
            // their clocks are not those of this test
            .filter(sample -> sample.refused().stream().noneMatch(r -> r.text().contains("time")))
            .toList();
    send(samples);
    awaitEmpty();
    long bad = samples.stream().filter(sample -> sample.refused().isPresent()).count();
    assertThat(publisher.stream()).hasSize(events(samples));
    assertThat(letters()).hasSize((int) bad);
    assertThat(inQueue(redrive)).isZero();
    assertThat(readiness()).isEqualTo(200);
    await().until(() -> messages("deleted") == samples.size());
    assertThat(messages("received")).isEqualTo(samples.size());
  }

  private List<String> letters() {
    return s3
        .listObjectsV2Paginator(
            r -> r.bucket(prefix + "-archive").prefix(LetterKeys.SUBMISSIONS.prefix()))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  @Test
  void aRefusedSubmissionIsFoundByItsIdWithItsReasonAndOriginal() {
    Sample bad = bad();
    Instant before = Instant.now().minusSeconds(5);
    send(List.of(bad));
    awaitEmpty();
    RefusedSubmissions refused = server.getApplicationContext().getBean(RefusedSubmissions.class);
    Letter letter = refused.of(bad.submissionId()).orElseThrow();
    assertThat(letter.cause().reason()).isEqualTo(bad.refused().orElseThrow().text());
    assertThat(new String(letter.original(), StandardCharsets.UTF_8))
        .isEqualTo(Sample.decoded(bad.body()));
    assertThat(letter.times().received()).isBetween(before, Instant.now());
    assertThat(LetterKeys.SUBMISSIONS.of(letter)).isEqualTo(letters().getFirst());
    assertThat(refused.of(Sample.good(random).submissionId())).isEmpty();
  }

  @Test
  void aRedeliveredSubmissionIsTheSameBytesAgain() {
    stack.faults().arm(Service.SQS, "DeleteMessageBatch", new Fault.ServerError(500), 4);
    List<Sample> samples = good(1);
    send(samples);
    awaitEmpty();
    assertThat(publisher.stream()).hasSize(2 * events(samples));
    assertThat(distinctEvents()).hasSize(events(samples));
  }

  @Test
  void messagesStayInTheQueueWhileTheStreamIsAwayAndNoneIsHandedOutTooOften() {
    publisher.become(Mode.FULL);
    List<Sample> samples = good(300);
    send(samples);
    await().until(() -> messages("received") > 0);
    publisher.become(Mode.AWAY);
    double received = messages("received");
    // longer than messages stay hidden, so that those in hand must have been renewed
    Instant end = Instant.now().plusSeconds(6);
    await().atMost(LONG).until(() -> Instant.now().isAfter(end));
    assertThat(messages("received")).isEqualTo(received);
    assertThat(inQueue(queue)).isEqualTo(300);
    publisher.become(Mode.ACKNOWLEDGE);
    awaitEmpty();
    assertThat(publisher.stream()).hasSize(events(samples));
    assertThat(inQueue(redrive)).isZero();
  }

  @Test
  void anOutageOfTheQueueTurnsReadinessOffUntilItIsOver() throws Exception {
    var outage =
        stack.faults().armUntilDisarmed(Service.SQS, "ReceiveMessage", new Fault.ConnectionCut());
    await().atMost(LONG).until(() -> readiness() == 503);
    outage.disarm();
    List<Sample> samples = good(30);
    send(samples);
    awaitEmpty();
    assertThat(publisher.stream()).hasSize(events(samples));
    await().atMost(LONG).until(() -> readiness() == 200);
  }

  @Test
  void deadLettersWaitForTheBucketAndGoodSubmissionsDoNot() throws Exception {
    var outage =
        stack.faults().armUntilDisarmed(Service.S3, "PutObject", new Fault.ServerError(503));
    List<Sample> samples = good(30);
    send(List.of(bad()));
    send(samples);
    await().atMost(LONG).until(() -> inQueue(queue) == 1);
    await().atMost(LONG).until(() -> readiness() == 503);
    assertThat(publisher.stream()).hasSize(events(samples));
    outage.disarm();
    awaitEmpty();
    assertThat(letters()).hasSize(1);
  }

  @Test
  void aStopAnswersForWhatIsOnItsWayAndGivesBackTheRest() throws Exception {
    publisher.become(Mode.HOLD);
    send(good(20));
    await().until(() -> publisher.waiting() > 0);
    double received = messages("received");
    Thread stopping = Thread.ofPlatform().start(server::stop);
    while (stopping.isAlive()) {
      publisher.release();
      stopping.join(Duration.ofMillis(20));
    }
    assertThat(received).isPositive();
    assertThat(inQueue(queue)).isLessThan(20);
    int left = inQueue(queue);
    assertThat(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        .isEqualTo(Integer.toString(left));
  }
}
