package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Service;
import dev.sluice.model.Timestamps;
import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.Shares;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Ticker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Quality numbers of the whole: as the senders know them, and the same after a restart of every
/// service and after all shards were read again from their beginning, in other batches.
class QualityIT {
  private static final int SENDS = 4_000;
  private static final int PER_SECOND = 800;
  private static final Shares MISBEHAVIOUR = new Shares(0.05, 0.01, 0.04, 0);
  private static final WorldOptions OPTIONS = WorldOptions.ephemeral().withoutTableChanges();

  private final Instant start = Timestamps.minute(Clock.systemUTC().instant());

  @Test
  void restartsKeepThemAndReplaysDoNotInflateThem() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStackOptions.ephemeral())) {
      SendLog log;
      JsonNode first;
      try (World world = World.on(stack.sdkProperties(), OPTIONS)) {
        assertThat(world.awaitReady(4, Duration.ofSeconds(60))).isTrue();
        stack
            .faults()
            .arm(Service.DYNAMODB, "BatchExecuteStatement", new Fault.AppliedButCut(), 10);
        log = send();
        awaitConcluded(world);
        first = quality(world);
      }
      assertAsSent(first, log);

      deleteLeases();
      try (World again =
          World.on(stack.sdkProperties(), OPTIONS.withConsumer("sluice.kinesis.max-records", 37))) {
        assertThat(quality(again)).as("after a restart").isEqualTo(first);
        awaitConcluded(again);
        assertThat(quality(again)).as("after a replay of all shards").isEqualTo(first);
        assertThat(counted(again)).as("the metrics of the replay").isZero();
      }
    }
  }

  private static SendLog send() throws InterruptedException {
    long seed = Long.getLong("sluice.seed", new SplittableRandom().nextLong(1L << 32));
    System.out.println("QualityIT: -Dsluice.seed=" + seed);
    SendLog log = SendLog.remembering();
    FleetSettings fleet = FleetSettings.ofSeed(seed).withShares(MISBEHAVIOUR);
    try (KinesisIngestPoint ingest = KinesisIngestPoint.connect(Resources.STREAM)) {
      FleetTimeline timeline =
          new FleetTimeline(
              new Fleet(fleet),
              Schedule.steady(PER_SECOND),
              new FleetTimeline.Limit(SENDS, Long.MAX_VALUE));
      Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
      FleetRun.start(timeline, pacer, ingest, log, progress -> {}).await();
    }
    return log;
  }

  private static void awaitConcluded(World world) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> Tally.of(world.consumerMetrics()).concluded() >= SENDS);
  }

  private static double counted(World world) {
    return world.consumerMetrics().find("sluice.quality.events").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private static void deleteLeases() {
    try (DynamoDbClient dynamo = DynamoDbClient.create()) {
      dynamo.deleteTable(request -> request.tableName(Resources.LEASES));
      dynamo.waiter().waitUntilTableNotExists(request -> request.tableName(Resources.LEASES));
    }
  }

  private static void assertAsSent(JsonNode report, SendLog log) {
    SendLog.Totals sent = log.totals();
    JsonNode total = report.get("total");
    assertThat(total.get("received").longValue()).isEqualTo(sent.sent());
    assertThat(total.get("stored").longValue()).isEqualTo(sent.fresh());
    assertThat(total.get("duplicate").longValue()).isEqualTo(sent.duplicates());
    Map<String, Long> reasons = log.rejectionsByReason();
    long rejected = reasons.values().stream().mapToLong(Long::longValue).sum();
    long collisions = reasons.getOrDefault("id_collision", 0L);
    assertThat(total.get("rejected").longValue()).isEqualTo(rejected);
    assertThat(total.get("id_collision").longValue()).isEqualTo(collisions).isPositive();
    assertThat(total.get("uniqueness").doubleValue())
        .isEqualTo((double) sent.fresh() / (sent.fresh() + sent.duplicates() + collisions));
    assertThat(total.at("/validity/json").doubleValue()).isStrictlyBetween(0.9, 1.0);

    Map<String, Long> sentByType = new TreeMap<>();
    log.byId().values().forEach(use -> sentByType.merge(use.event().eventType(), 1L, Long::sum));
    Map<String, Long> storedByType = new TreeMap<>();
    for (JsonNode type : report.get("items")) {
      if (type.get("stored").longValue() > 0) {
        storedByType.put(type.get("event_type").textValue(), type.get("stored").longValue());
      }
    }
    assertThat(storedByType).isEqualTo(sentByType);
  }

  private JsonNode quality(World world) throws IOException, InterruptedException {
    String range = "?from=" + start + "&to=" + start.plus(Duration.ofHours(1));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(world.queryApi() + "/v1/quality" + range)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return new ObjectMapper().readTree(answer.body());
    }
  }
}
