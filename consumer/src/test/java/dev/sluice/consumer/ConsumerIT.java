package dev.sluice.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.dynamodb.TableSetup;
import dev.sluice.dynamodb.Tables;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.SystemProperties;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.Service;
import dev.sluice.model.Timestamps;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.s3.S3Client;

/// The service as it is run, against local servers.
class ConsumerIT {
  /// Threads of this test's servers; and `pool-…`, which the Kinesis Client Library keeps in a
  /// static field of its LeaseAssignmentManager and never ends.
  private static final List<String> FOREIGN =
      List.of("qtp", "S3Proxy", "HttpClient", "awaitility", "pool-");

  private static final Duration SOON = Duration.ofSeconds(40);

  private final LocalStack stack =
      LocalStack.start(
          LocalStackOptions.ephemeral()
              .withServices(Set.of(Service.KINESIS, Service.DYNAMODB, Service.S3)));
  private final SystemProperties aws = new SystemProperties(stack.sdkProperties());
  private final HttpClient http = HttpClient.newHttpClient();
  private final DynamoDbClient dynamo =
      DynamoDbClient.builder().httpClient(Apache5HttpClient.create()).build();
  private final S3Client s3 = S3Client.builder().httpClient(Apache5HttpClient.create()).build();
  private final KinesisAsyncClient kinesis =
      KinesisAsyncClient.builder()
          .httpClientBuilder(
              NettyNioAsyncHttpClient.builder()
                  .protocol(software.amazon.awssdk.http.Protocol.HTTP1_1))
          .build();
  private final Tables tables = new Tables("sluice");

  @BeforeEach
  void prepare() {
    TableSetup.createMissing(dynamo, tables);
    s3.createBucket(request -> request.bucket("sluice-archive"));
    kinesis.createStream(request -> request.streamName("sluice-events").shardCount(2)).join();
    kinesis.waiter().waitUntilStreamExists(request -> request.streamName("sluice-events")).join();
  }

  @AfterEach
  void close() {
    kinesis.close();
    dynamo.close();
    s3.close();
    http.close();
    aws.close();
    stack.close();
  }

  private static ApplicationContext start(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("micronaut.server.port", -1);
    properties.putIfAbsent("sluice.kinesis.timings", "LOCAL");
    return Consumer.start(properties).getApplicationContext();
  }

  private void put(int events) {
    List<PutRecordsRequestEntry> entries =
        IntStream.range(0, events)
            .mapToObj(number ->
                PutRecordsRequestEntry.builder()
                    .partitionKey("device-" + number)
                    .data(
                        SdkBytes.fromUtf8String(
                            """
                            {"id":"%s","event_type":"t","device_id":"device-%d","processing_timestamp":"%s"}\
                            """
                                .formatted(
                                    UUID.randomUUID(), number, Timestamps.format(Instant.now()))))
                    .build())
            .toList();
    kinesis.putRecords(request -> request.streamName("sluice-events").records(entries)).join();
  }

  private void awaitStored(int events) {
    await().atMost(SOON).until(() -> stored() == events);
  }

  private int stored() {
    return dynamo.scan(request -> request.tableName(tables.events())).count();
  }

  private HttpResponse<String> get(ApplicationContext consumer, String path)
      throws IOException, InterruptedException {
    URI server = consumer.getBean(EmbeddedServer.class).getURI();
    return http.send(
        HttpRequest.newBuilder(server.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private void awaitStatus(ApplicationContext consumer, String path, int status) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(get(consumer, path).statusCode()).as(path).isEqualTo(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POLLING", "FAN_OUT"})
  void eventsReachTheirTable(String retrieval) throws Exception {
    try (ApplicationContext consumer = start(Map.of("sluice.kinesis.retrieval", retrieval))) {
      put(50);
      awaitStored(50);
      awaitStatus(consumer, "/health/readiness", 200);
      assertThat(get(consumer, "/health/liveness").body()).contains("\"status\":\"UP\"");
    }
  }

  @Test
  void metricsCarryTheirNames() throws Exception {
    try (ApplicationContext consumer = start(Map.of())) {
      put(5);
      kinesis
          .putRecord(request ->
              request
                  .streamName("sluice-events")
                  .partitionKey("x")
                  .data(SdkBytes.fromUtf8String("no json")))
          .join();
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(get(consumer, "/prometheus").body())
                  .contains(
                      "sluice_events_total{outcome=\"received\",reason=\"none\"} 6.0",
                      "sluice_events_total{outcome=\"stored\",reason=\"none\"} 5.0",
                      "sluice_events_total{outcome=\"duplicate\",reason=\"none\"} 0.0",
                      "sluice_events_total{outcome=\"rejected\",reason=\"not_json\"} 1.0",
                      "sluice_events_in_flight 0.0",
                      "sluice_lag_milliseconds{application=\"sluice-consumer\"}",
                      "sluice_shard_lag_milliseconds{application=\"sluice-consumer\",shard=",
                      "sluice_batch_seconds_count{stage=\"claim\"}",
                      "sluice_aws_calls_seconds_count{operation=\"BatchWriteItem\",result=\"ok\",service=\"DynamoDB\"}",
                      "sluice_aws_calls_seconds_count{operation=\"PutObject\",result=\"ok\",service=\"S3\"}",
                      "sluice_aws_connections{service=\"DynamoDB\",state=\"open\"}",
                      "sluice_aws_connections{service=\"DynamoDB\",state=\"used\"}",
                      "sluice_aws_connections{service=\"DynamoDB\",state=\"pending\"}"));
      for (String other :
          List.of(
              "/",
              "/beans",
              "/env",
              "/info",
              "/loggers",
              "/metrics",
              "/refresh",
              "/routes",
              "/threaddump",
              "/stop")) {
        assertThat(get(consumer, other).statusCode()).as(other).isEqualTo(404);
      }
    }
  }

  @Test
  void clientsAreTunedAndMeetTheConfiguredEndpoints() {
    try (ApplicationContext consumer = start(Map.of())) {
      assertThat(consumer.getBean(SdkHttpClient.class)).isInstanceOf(Apache5HttpClient.class);
      var ofDynamo = consumer.getBean(DynamoDbClient.class).serviceClientConfiguration();
      var ofS3 = consumer.getBean(S3Client.class).serviceClientConfiguration();
      assertThat(ofDynamo.endpointOverride()).contains(stack.dynamoDb());
      assertThat(ofS3.endpointOverride()).contains(stack.s3());
      for (var configuration :
          List.of(ofDynamo.overrideConfiguration(), ofS3.overrideConfiguration())) {
        assertThat(configuration.apiCallTimeout()).contains(Duration.ofSeconds(10));
        assertThat(configuration.apiCallAttemptTimeout()).contains(Duration.ofSeconds(8));
        assertThat(configuration.metricPublishers()).hasSize(1);
        assertThat(configuration.retryStrategy().map(strategy -> strategy.maxAttempts()))
            .contains(1);
      }
    }
  }

  @Test
  void outageOfDynamoDbTurnsReadinessOffAndLivenessNever() {
    try (ApplicationContext consumer = start(Map.of())) {
      put(10);
      awaitStored(10);
      awaitStatus(consumer, "/health/readiness", 200);

      Faults.Armed outage =
          stack
              .faults()
              .armUntilDisarmed(
                  Service.DYNAMODB, "BatchExecuteStatement", new Fault.ServerError(500));
      put(10);
      awaitStatus(consumer, "/health/readiness", 503);
      awaitStatus(consumer, "/health/liveness", 200);

      outage.disarm();
      awaitStored(20);
      awaitStatus(consumer, "/health/readiness", 200);
    }
  }

  @Test
  void stopDrainsWhatIsInWorkBeforeAnyClientCloses() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Counter released;
    try (ApplicationContext consumer = start(Map.of())) {
      released =
          consumer.getBean(PrometheusMeterRegistry.class).get("sluice.events.released").counter();
      stack
          .faults()
          .armUntilDisarmed(
              Service.DYNAMODB, "BatchWriteItem", new Fault.Delayed(Duration.ofMillis(700)));
      put(200);
      await()
          .atMost(SOON)
          .until(() -> stack.operations().count(Service.DYNAMODB, "BatchWriteItem") > 0);
    }
    assertThat(stored()).as("batches in work were finished").isPositive();
    assertThat(released.count()).as("and none was given up").isZero();
    assertThat(checkpoints()).as("and checkpointed").isNotEmpty();
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(leftOver(before)).as("threads left over").isEmpty());

    stack.faults().disarmAll();
    try (ApplicationContext again = start(Map.of())) {
      assertThat(again.isRunning()).isTrue();
      awaitStored(200);
    }
  }

  /// What would keep the JVM alive.
  private static List<String> leftOver(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !thread.isDaemon() && !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> FOREIGN.stream().noneMatch(name::startsWith))
        .toList();
  }

  private Set<String> checkpoints() {
    return dynamo.scan(request -> request.tableName("sluice-consumer")).items().stream()
        .filter(item -> item.containsKey("checkpoint"))
        .map(item -> item.get("checkpoint").s())
        .filter(checkpoint -> !checkpoint.equals("TRIM_HORIZON"))
        .collect(Collectors.toSet());
  }
}
