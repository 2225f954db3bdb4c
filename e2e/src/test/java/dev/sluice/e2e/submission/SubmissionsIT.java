package dev.sluice.e2e.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.e2e.Tally;
import dev.sluice.e2e.World;
import dev.sluice.e2e.WorldOptions;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.e2e.deadletters.DeadLettersCommand;
import dev.sluice.ingest.dynamodb.DynamoDbStoredIds;
import dev.sluice.ingest.queue.Intake;
import dev.sluice.ingest.queue.PollOptions;
import dev.sluice.ingest.queue.SubmissionQueue;
import dev.sluice.ingest.s3.S3RefusedSubmissions;
import dev.sluice.ingest.sqs.SqsSubmissionQueue;
import dev.sluice.ingest.status.SubmissionState;
import dev.sluice.ingest.status.SubmissionStates;
import dev.sluice.ingest.submission.ElementType;
import dev.sluice.ingest.submission.SubmissionLimits;
import dev.sluice.ingest.submission.SubmissionReader;
import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.Timestamps;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import picocli.CommandLine;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Submissions from the queue through the stream and the consumer to the API.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmissionsIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final PollOptions OPTIONS =
      new PollOptions(
          2, 10, 50, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(10));

  private final SdkHttpClient connections = Apache5HttpClient.create();
  private final HttpClient http = HttpClient.newHttpClient();
  private World world;
  private SqsClient sqs;
  private S3Client s3;
  private DynamoDbClient dynamo;
  private KinesisClient kinesis;
  private SubmissionStates states;
  private long expected;

  /// Some workers that take submissions until the end of a block.
  private record Workers(List<Intake> intakes, SimpleMeterRegistry meters)
      implements AutoCloseable {
    double received() {
      return meters.get("sluice.ingest.sqs.messages").tag("outcome", "received").counter().count();
    }

    @Override
    public void close() throws InterruptedException {
      for (Intake intake : intakes) {
        intake.drain(Duration.ofSeconds(10));
      }
    }
  }

  @BeforeAll
  void start() throws InterruptedException {
    world = World.start(WorldOptions.ephemeral().withoutTableChanges());
    assertThat(world.awaitReady(4, SOON)).isTrue();
    sqs = SqsClient.builder().httpClient(connections).build();
    s3 = S3Client.builder().httpClient(connections).build();
    dynamo = DynamoDbClient.builder().httpClient(connections).build();
    kinesis = KinesisClient.builder().httpClient(connections).build();
    states =
        new SubmissionStates(
            new DynamoDbStoredIds(dynamo, Resources.TABLES, Clock.systemUTC()),
            new S3RefusedSubmissions(s3, Resources.BUCKET, Clock.systemUTC()),
            1_000);
  }

  @AfterAll
  void stop() {
    sqs.close();
    s3.close();
    dynamo.close();
    kinesis.close();
    connections.close();
    world.close();
  }

  private Workers workers(int count, UnaryOperator<SubmissionQueue> seenAs) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    List<Intake> intakes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SubmissionQueue queue =
          seenAs.apply(new SqsSubmissionQueue(sqs, connections, Resources.SUBMISSIONS));
      intakes.add(
          new Intake(
              new Intake.Ends(
                  queue,
                  new PlainPublisher(kinesis, Resources.STREAM),
                  new S3RefusedSubmissions(s3, Resources.BUCKET, Clock.systemUTC())),
              new SubmissionReader(AcceptanceWindow.DEFAULT, SubmissionLimits.DEFAULT),
              OPTIONS,
              meters,
              Clock.systemUTC()));
    }
    return new Workers(intakes, meters);
  }

  private static String submission(UUID id, UUID device, Instant time, int processes) {
    StringBuilder elements = new StringBuilder();
    for (int i = 0; i < processes; i++) {
      elements.append(i == 0 ? "" : ",");
      elements.append("{\"cmdl\":\"run ").append(i).append("\",\"user\":\"root\"}");
    }
    return """
    {"submission_id":"%s","device_id":"%s","time_created":"%s","events":{"new_process":[%s],\
    "network_connection":[{"source_ip":"10.0.0.1","destination_ip":"::1","destination_port":443}]}}\
    """
        .formatted(id, device, time, elements);
  }

  private void send(String body) {
    String url = sqs.getQueueUrl(r -> r.queueName(Resources.SUBMISSIONS)).queueUrl();
    sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
  }

  /// Sends it and waits until its records have gone through the consumer.
  private void deliver(String body, int events) {
    send(body);
    expected += events;
    await().atMost(SOON).until(() -> Tally.of(world.consumerMetrics()).concluded() >= expected);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(world.queryApi() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private List<String> history(UUID device) throws IOException, InterruptedException {
    List<String> times = new ArrayList<>();
    get("/v1/devices/" + device + "/events?order=asc&limit=100")
        .get("items")
        .forEach(event -> times.add(event.get("event_time").asText()));
    return times;
  }

  private void settle() {
    expected = Tally.of(world.consumerMetrics()).concluded();
  }

  @Test
  void twoWorkersThatHaveOneSubmissionAtOnceStoreItsEventsOnce() throws Exception {
    UUID id = UUID.randomUUID();
    UUID device = UUID.randomUUID();
    Instant time = Instant.now().minusSeconds(60);
    settle();
    long stored = Tally.of(world.consumerMetrics()).stored();
    double copies;
    CountDownLatch both = new CountDownLatch(2);
    try (Workers workers = workers(2, queue -> new SharedQueue(queue, both))) {
      deliver(submission(id, device, time, 2), 6);
      copies = workers.received();
    }
    await().atMost(SOON).until(() -> Tally.of(world.consumerMetrics()).isComplete());
    assertThat(copies).isGreaterThanOrEqualTo(2);
    Tally tally = Tally.of(world.consumerMetrics());
    assertThat(tally.stored() - stored).isEqualTo(3);
    assertThat(tally.rejected()).doesNotContainKey("id_collision");
    assertThat(history(device)).hasSize(3).containsOnly(Timestamps.format(time));
    assertThat(states.of(id))
        .isEqualTo(
            new SubmissionState.Stored(
                id,
                device.toString(),
                Map.of(ElementType.NEW_PROCESS, 2, ElementType.NETWORK_CONNECTION, 1)));
  }

  @Test
  void submissionsHaveTheOrderOfTheirTimesHoweverLateOrOftenTheyArrive() throws Exception {
    UUID device = UUID.randomUUID();
    Instant now = Instant.now();
    String older = submission(UUID.randomUUID(), device, now.minusSeconds(300), 1);
    String newer = submission(UUID.randomUUID(), device, now.minusSeconds(100), 1);
    settle();
    try (Workers workers = workers(1, queue -> queue)) {
      deliver(newer, 2);
      deliver(older, 2);
      assertOrder(device, now);
      long stored = Tally.of(world.consumerMetrics()).stored();
      deliver(newer, 2);
      deliver(older, 2);
      assertThat(Tally.of(world.consumerMetrics()).stored()).isEqualTo(stored);
      assertThat(workers.received()).isEqualTo(4);
    }
    assertOrder(device, now);
  }

  private void assertOrder(UUID device, Instant now) throws Exception {
    String old = Timestamps.format(now.minusSeconds(300));
    String young = Timestamps.format(now.minusSeconds(100));
    assertThat(history(device)).containsExactly(old, old, young, young);
    for (JsonNode newest : get("/v1/devices/" + device + "?consistent=true").get("events")) {
      assertThat(newest.get("event_time").asText()).isEqualTo(young);
    }
  }

  @Test
  void aRefusedSubmissionTellsItsReasonAndIsListedAmongTheDeadLetters() throws Exception {
    UUID id = UUID.randomUUID();
    UUID device = UUID.randomUUID();
    try (Workers workers = workers(1, queue -> queue)) {
      send(submission(id, device, Instant.now(), 1).replace("443", "70000"));
      await().atMost(SOON).until(() -> states.of(id) instanceof SubmissionState.Rejected);
      assertThat(workers.received()).isEqualTo(1);
    }
    assertThat(states.of(id))
        .isInstanceOfSatisfying(
            SubmissionState.Rejected.class,
            state ->
                assertThat(state.letter().cause().detail())
                    .contains("\"events.network_connection[0].destination_port\"", "70000"));
    String listed = run("list", "--submissions", "--device", device.toString());
    assertThat(listed).contains("malformed_member", device.toString());
    String shortId = listed.lines().filter(line -> line.contains("malformed")).findFirst().get();
    assertThat(run("show", "--submissions", shortId.split(" +")[0]))
        .contains("\"destination_port\":70000");
    assertThat(states.of(UUID.randomUUID())).isInstanceOf(SubmissionState.Unknown.class);
  }

  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new DeadLettersCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(arguments);
    assertThat(exit).as(out.toString()).isZero();
    return out.toString();
  }
}
