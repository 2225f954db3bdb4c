package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.e2e.guarantee.Evidence;
import dev.sluice.e2e.guarantee.History;
import dev.sluice.e2e.guarantee.Judgement;
import dev.sluice.e2e.guarantee.Place;
import dev.sluice.e2e.guarantee.StoreFacts;
import dev.sluice.e2e.guarantee.Verdict;
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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Twenty thousand sends through two workers, misbehaving ones among them; then every single one is
/// looked for, by id. What stands in for AWS is the subclass's business.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccountingSuite {
  private static final int SENDS = 20_000;
  private static final int PER_SECOND = 1_200;
  private static final Shares MISBEHAVIOUR = new Shares(0.05, 0.01, 0.02, 0);

  private World world;
  private SendLog log;
  private History history;

  abstract World startWorld();

  @BeforeAll
  void sendAll() throws InterruptedException {
    long seed = Long.getLong("sluice.seed", new SplittableRandom().nextLong(1L << 32));
    System.out.println(getClass().getSimpleName() + ": -Dsluice.seed=" + seed);
    world = startWorld();
    assertThat(world.awaitReady(4, Duration.ofSeconds(60))).isTrue();
    log = SendLog.remembering();
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
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> Tally.of(world.consumerMetrics()).concluded() >= SENDS);
    try (Evidence evidence = new Evidence(Path.of("no-traces"), Clock.systemUTC())) {
      evidence.counted("consumer", Tally.of(world.consumerMetrics()), true);
      history = evidence.history(log);
    }
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @Test
  void everyPromiseThatTablesCanProveIsKept() {
    Verdict verdict = Verdict.of(history);
    assertThat(verdict.breaches()).as(verdict.table()).isEmpty();
    assertThat(verdict.judgements())
        .filteredOn(one -> one.outcome() == Judgement.Outcome.KEPT)
        .extracting(Judgement::promise)
        .containsExactly(
            "EVERY_EVENT_ACCOUNTED",
            "NO_DUPLICATE_ITEM",
            "DEVICE_STATE_IS_NEWEST",
            "NO_SILENT_COLLISION",
            "METRIC_IDENTITY");
    assertThat(history.store().events()).hasSameSizeAs(log.byId().keySet());
    assertThat(history.store().claims()).hasSameSizeAs(log.byId().keySet());
  }

  @Test
  void everyDeadLetterHoldsTheBytesThatWereSent() {
    Map<Place, Long> sent = history.stream().sends();
    assertThat(history.store().letters()).hasSameSizeAs(log.rejections());
    assertThat(history.store().letters())
        .allSatisfy(letter ->
            assertThat(letter.contentHash())
                .isEqualTo(
                    log.sends()
                        .get(sent.getOrDefault(letter.place(), -1L).intValue())
                        .contentHash()));
  }

  @Test
  void theCountsAreThoseOfTheSendLogAndNothingIsMissingBetweenThem() {
    SendLog.Totals sent = log.totals();
    Tally tally = Tally.of(world.consumerMetrics());
    assertThat(sent.perhapsTwice()).isZero();
    assertThat(tally.received()).isEqualTo(sent.sent());
    assertThat(tally.stored()).isEqualTo(sent.fresh());
    assertThat(tally.duplicate()).isEqualTo(sent.duplicates());
    assertThat(tally.rejected()).isEqualTo(log.rejectionsByReason());
    assertThat(tally.inFlight()).isZero();
    assertThat(tally.isComplete()).isTrue();
  }

  @Test
  void theStateOfEachDeviceIsTheEventWithTheGreatestKeySent() {
    Map<SendLog.DeviceType, String> states =
        history.store().states().stream()
            .collect(
                Collectors.toMap(
                    state -> new SendLog.DeviceType(state.deviceId(), state.eventType()),
                    StoreFacts.State::eventKey));
    assertThat(states).isEqualTo(log.newest());
  }

  @Test
  void theQueryApiShowsTheSameNewestEvents() throws IOException, InterruptedException {
    String device = log.newest().keySet().iterator().next().deviceId();
    Map<String, String> expected = new HashMap<>();
    log.newest()
        .forEach((place, key) -> {
          if (place.deviceId().equals(device)) {
            expected.put(place.eventType(), key);
          }
        });
    JsonNode answer = get("/v1/devices/" + device + "?consistent=true");
    Map<String, String> found = new HashMap<>();
    for (JsonNode event : answer.get("events")) {
      found.put(
          event.get("event_type").asText(),
          event.get("event_time").asText() + "#" + event.get("event_id").asText());
    }
    assertThat(found).isEqualTo(expected);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(world.queryApi() + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return new ObjectMapper().readTree(answer.body());
    }
  }
}
