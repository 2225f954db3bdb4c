package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static dev.sluice.query.read.Events.event;
import static dev.sluice.query.read.Events.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.Service;
import dev.sluice.model.Event;
import dev.sluice.query.dynamodb.DynamoDbStore;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The whole service on a DynamoDB: well, away, throttling, slow.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StoreAwayIT {
  private static final List<String> READS =
      List.of(
          "/v1/devices",
          "/v1/devices/d",
          "/v1/devices/d/events",
          "/v1/quality",
          "/v1/events/169a9a74-0b1f-4e4e-9c0b-6f5b7d3a2c11");

  private final Instant now = Clock.systemUTC().instant();
  private LocalStack stack;
  private DynamoDbStore store;
  private TestServer server;

  @BeforeAll
  void start() {
    stack =
        LocalStack.start(
            LocalStackOptions.ephemeral()
                .withServices(Set.of(Service.DYNAMODB, Service.S3))
                .withSweepPeriod(Duration.ofHours(1)));
    stack.sdkProperties().forEach(System::setProperty);
    store = new DynamoDbStore(stack.dynamoDb());
    try (S3Client s3 = S3Client.builder().httpClient(Apache5HttpClient.create()).build()) {
      s3.createBucket(create -> create.bucket("sluice-archive"));
    }
    server =
        TestServer.start(
            Map.of(
                "sluice.query.store-timeout",
                "1s",
                "sluice.query.archive.timeout",
                "1s",
                "sluice.query.max-concurrent-requests",
                3));
  }

  @AfterAll
  void stop() {
    server.close();
    store.close();
    stack.sdkProperties().keySet().forEach(System::clearProperty);
    stack.close();
  }

  @AfterEach
  void repair() {
    stack.faults().disarmAll();
  }

  static List<Fault> faults() {
    return List.of(
        new Fault.ConnectionCut(),
        new Fault.ServerError(503),
        new Fault.Throttled(),
        new Fault.CredentialsExpired(),
        new Fault.AccessDenied(),
        new Fault.Delayed(Duration.ofSeconds(3)));
  }

  @Test
  void whatTheStoreHoldsIsAnswered() {
    Event event = event("alive", "temperature", now, "alive");
    store.put(stored(event));
    store.putState(event);
    store.putSummary("alive", now);

    assertThat(json(server.get("/v1/events/" + event.eventId())).get("device_id").textValue())
        .isEqualTo("alive");
    assertThat(json(server.get("/v1/devices/alive/events")).get("items")).hasSize(1);
    assertThat(json(server.get("/v1/devices/alive?consistent=true")).get("events")).hasSize(1);
    assertThat(json(server.get("/v1/devices")).get("items").findValuesAsText("device_id"))
        .containsExactly("alive");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aStoreThatIsAwayIsA503WithRetryAfterAndThenAllIsWellAgain(Fault fault) {
    stack.faults().armUntilDisarmed(Service.DYNAMODB, Faults.ANY_OPERATION, fault);
    for (String read : READS) {
      HttpResponse<String> response = server.get(read);
      assertThat(response.statusCode()).as(read + " " + response.body()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).contains("2");
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
      assertThat(response.body()).doesNotContain("Exception", "dynamo", "amazon");
    }

    stack.faults().disarmAll();
    await().untilAsserted(() -> assertThat(server.get("/v1/devices").statusCode()).isEqualTo(200));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void anArchiveThatIsAwayIsA503ForWhatNeedsItOnly(Fault fault) {
    // a day of its own: of others it may still be known what the archive has
    String month = "2026-0" + (1 + faults().indexOf(fault));
    String day = "from=" + month + "-01T00:00:00Z&to=" + month + "-02T00:00:00Z";
    stack.faults().armUntilDisarmed(Service.S3, Faults.ANY_OPERATION, fault);

    for (String include : List.of("", "&include=all", "&include=archive")) {
      HttpResponse<String> response = server.get("/v1/devices/d/events?" + day + include);
      assertThat(response.statusCode()).as(include + " " + response.body()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).contains("2");
      assertThat(json(response).get("detail").textValue()).contains("archive", "include=hot");
      assertThat(response.body()).doesNotContain("Exception", "amazon");
    }
    assertThat(server.get("/v1/devices/d/events?include=hot&" + day).statusCode()).isEqualTo(200);
    assertThat(server.get("/health/readiness").statusCode()).isEqualTo(200);

    stack.faults().disarmAll();
    await()
        .untilAsserted(() ->
            assertThat(server.get("/v1/devices/d/events?" + day).statusCode()).isEqualTo(200));
  }

  @Test
  void aSingleThrottleIsOvercomeByARetry() {
    for (int reads = 0; reads < 5; reads++) { // what other tests used up of the retry quota
      assertThat(server.get("/v1/devices").statusCode()).isEqualTo(200);
    }
    stack.faults().arm(Service.DYNAMODB, "GetItem", new Fault.Throttled(), 1);

    assertThat(server.get(READS.getLast()).statusCode()).isEqualTo(404);
  }

  @Test
  void moreRequestsAtATimeThanTheBoundAreA429WithRetryAfter() throws Exception {
    stack
        .faults()
        .armUntilDisarmed(
            Service.DYNAMODB, Faults.ANY_OPERATION, new Fault.Delayed(Duration.ofMillis(400)));
    List<HttpResponse<String>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> calls = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        calls.add(clients.submit(() -> server.get(READS.getLast())));
      }
      for (Future<HttpResponse<String>> call : calls) {
        answers.add(call.get());
      }
    }

    assertThat(answers).extracting(HttpResponse::statusCode).contains(404, 429);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 429)
        .allSatisfy(answer -> {
          assertThat(answer.headers().firstValue("Retry-After")).contains("2");
          assertThat(answer.headers().firstValue("Content-Type"))
              .contains("application/problem+json");
        });
    stack.faults().disarmAll();
    await()
        .untilAsserted(() -> assertThat(server.get(READS.getLast()).statusCode()).isEqualTo(404));
  }

  @Test
  void readinessFollowsTheTablesAndLivenessDoesNot() {
    assertThat(server.get("/health/readiness").statusCode()).isEqualTo(200);

    stack
        .faults()
        .armUntilDisarmed(Service.DYNAMODB, Faults.ANY_OPERATION, new Fault.ServerError(500));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(server.get("/health/readiness").statusCode()).isEqualTo(503));
    assertThat(server.get("/health/liveness").statusCode()).isEqualTo(200);

    stack.faults().disarmAll();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(server.get("/health/readiness").statusCode()).isEqualTo(200));
  }

  @Test
  void prometheusShowsRequestsAndCallsToAws() {
    server.get("/v1/devices/d");

    String metrics = server.get("/prometheus").body();

    assertThat(metrics)
        .contains("http_server_requests_seconds_count", "uri=\"/v1/devices/{device_id}\"")
        .contains("sluice_aws_calls_seconds_count", "operation=\"GetItem\"");
  }
}
