package dev.sluice.ingest.publish.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.ingest.Ingest;
import dev.sluice.ingest.publish.Offer;
import dev.sluice.ingest.publish.Publisher;
import dev.sluice.ingest.publish.PublisherContract;
import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.SystemProperties;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.Service;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// The service's own publisher, against Kinesis.
final class KinesisPublisherIT extends PublisherContract {
  private static final String PUT = "PutRecords";
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final int KEYS = 40;
  private static final int EACH = 50;

  private static LocalStack stack;
  private static SystemProperties properties;
  private static KinesisClient kinesis;

  private final String stream = "events-" + UUID.randomUUID();
  private EmbeddedServer server;
  private Publisher publisher;

  @BeforeAll
  static void startStack() {
    stack = LocalStack.start(LocalStackOptions.ephemeral().withServices(Set.of(Service.KINESIS)));
    properties = new SystemProperties(stack.sdkProperties());
    kinesis = KinesisClient.create();
  }

  @AfterAll
  static void stopStack() {
    kinesis.close();
    properties.close();
    stack.close();
  }

  @BeforeEach
  void start() {
    kinesis.createStream(request -> request.streamName(stream).shardCount(2));
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "micronaut.server.host", "127.0.0.1",
                "micronaut.server.port", -1,
                "sluice.environment", "local",
                "sluice.security.mode", "off",
                "sluice.ingest.sqs.enabled", false,
                "sluice.ingest.udp.enabled", false,
                "sluice.ingest.stream", stream,
                "sluice.ingest.publisher.away-after", "PT0.5S",
                "sluice.ingest.publisher.call-timeout", "PT2S",
                "sluice.ingest.publisher.drain", "PT2S"));
    // what is put is read back without KCL
    settings.put("sluice.ingest.publisher.aggregate", false);
    server = Ingest.start(settings);
    publisher = server.getApplicationContext().getBean(Publisher.class);
  }

  @AfterEach
  void stop() {
    stack.faults().disarmAll();
    server.stop();
  }

  @Override
  protected Publisher publisher() {
    return publisher;
  }

  @Override
  protected void goesAway() {
    outage(new Fault.ConnectionCut());
  }

  private static Faults.Armed outage(Fault fault) {
    return stack.faults().armUntilDisarmed(Service.KINESIS, PUT, fault);
  }

  @Override
  protected void returnsToWork() {
    stack.faults().disarmAll();
  }

  @Override
  protected List<StreamEntry> stream() {
    List<StreamEntry> entries = new ArrayList<>();
    for (Shard shard : kinesis.listShards(request -> request.streamName(stream)).shards()) {
      String iterator =
          kinesis
              .getShardIterator(request ->
                  request
                      .streamName(stream)
                      .shardId(shard.shardId())
                      .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      boolean isAtEnd = false;
      while (iterator != null && !isAtEnd) {
        String from = iterator;
        GetRecordsResponse page = kinesis.getRecords(request -> request.shardIterator(from));
        for (Record one : page.records()) {
          entries.add(new StreamEntry(one.partitionKey(), one.data().asByteArray()));
        }
        isAtEnd = page.records().isEmpty() && page.millisBehindLatest() == 0;
        iterator = page.nextShardIterator();
      }
    }
    return entries;
  }

  @Test
  void throttledEntriesGoAgainInOrder() {
    staysInOrderUnder(new Fault.PartialFailure(0.4), 0.5);
  }

  @Test
  void failingCallsAreRepeatedInOrder() {
    staysInOrderUnder(new Fault.ServerError(500), 0.3);
  }

  @Test
  void callsWithoutAnAnswerAreRepeatedInOrder() {
    staysInOrderUnder(new Fault.AppliedButCut(), 0.3);
  }

  @Test
  void whatKinesisTakesLateComesTwiceButNotOutOfOrder() {
    staysInOrderUnder(new Fault.Delayed(Duration.ofMillis(2_500)), 0.05);
  }

  /// Sends numbers for each of many keys while a share of the calls meets the fault.
  private void staysInOrderUnder(Fault fault, double share) {
    Faults.Armed armed = stack.faults().armForShare(Service.KINESIS, PUT, fault, share, 11);
    List<CompletableFuture<Void>> offers = new ArrayList<>();
    for (int number = 0; number < EACH; number++) {
      int stamp = number;
      List<StreamEntry> entries =
          IntStream.range(0, KEYS).mapToObj(key -> entry("device-" + key, stamp)).toList();
      offers.add(take(entries));
    }
    assertThat(CompletableFuture.allOf(offers.toArray(CompletableFuture[]::new)))
        .succeedsWithin(SOON);
    assertThat(armed.hits()).isPositive();
    Map<String, Set<Integer>> numbers = new HashMap<>();
    for (StreamEntry entry : stream()) {
      numbers
          .computeIfAbsent(entry.partitionKey(), key -> new LinkedHashSet<>())
          .add(ByteBuffer.wrap(entry.bytes()).getInt());
    }
    assertThat(numbers).hasSize(KEYS);
    numbers.forEach((key, seen) ->
        assertThat(seen)
            .as("first sight of each number of %s", key)
            .containsExactlyElementsOf(IntStream.range(0, EACH).boxed().toList()));
  }

  private static StreamEntry entry(String key, int number) {
    return new StreamEntry(key, ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  private CompletableFuture<Void> take(List<StreamEntry> entries) {
    Offer offer = publisher.offer(entries, SOON);
    assertThat(offer).isInstanceOf(Offer.Taken.class);
    return ((Offer.Taken) offer).acknowledged();
  }

  @Test
  void readinessFollowsTheStreamAndLivenessDoesNot() throws Exception {
    assertThat(probe("readiness")).isEqualTo(200);
    Faults.Armed outage = outage(new Fault.AccessDenied());
    CompletableFuture<Void> waits = take(List.of(entry("a", 1)));
    await().atMost(SOON).until(() -> probe("readiness") == 503);
    assertThat(probe("liveness")).isEqualTo(200);
    assertThat(waits).isNotDone();
    outage.disarm();
    assertThat(waits).succeedsWithin(SOON);
    await().atMost(SOON).until(() -> probe("readiness") == 200);
  }

  private int probe(String kind) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(server.getURI().resolve("/health/" + kind)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void aSplitIsFollowed() {
    assertThat(take(IntStream.range(0, 50).mapToObj(i -> entry("device-" + i, 1)).toList()))
        .succeedsWithin(SOON);
    kinesis.updateShardCount(
        request -> request.streamName(stream).targetShardCount(4).scalingType("UNIFORM_SCALING"));
    assertThat(take(IntStream.range(0, 50).mapToObj(i -> entry("device-" + i, 2)).toList()))
        .succeedsWithin(SOON);
    await().atMost(SOON).until(() -> stack.operations().count(Service.KINESIS, "ListShards") > 1);
    assertThat(stream()).hasSize(100);
  }

  @Test
  void everyCallIsMeasured() {
    assertThat(take(List.of(entry("a", 1)))).succeedsWithin(SOON);
    MeterRegistry registry = server.getApplicationContext().getBean(MeterRegistry.class);
    assertThat(
            registry
                .get("sluice.aws.calls")
                .tags("service", "Kinesis", "operation", PUT, "result", "ok")
                .timer()
                .count())
        .isPositive();
    assertThat(registry.get("sluice.ingest.batch").tag("result", "answered").timer().count())
        .isPositive();
    assertThat(registry.get("sluice.aws.connections").tag("state", "open").gauge().value())
        .isPositive();
  }
}
