package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.e2e.aws.StoreContents;
import dev.sluice.e2e.guarantee.ErasedStaysErased;
import dev.sluice.e2e.guarantee.Evidence;
import dev.sluice.e2e.guarantee.History;
import dev.sluice.e2e.guarantee.Judgement;
import dev.sluice.e2e.guarantee.StreamFacts;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// One device of three is erased while everything runs, with events at every stage of their life.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureIT {
  private static final int EACH = 10;
  private static final String DOOMED = "sensor-1";
  private static final List<String> OTHERS = List.of("sensor-10", "sensor-2");
  private static final Duration RETENTION = Duration.ofSeconds(25);

  private World world;
  private StoreContents store;
  private long sent;

  private record Run(int exit, String out, String err) {
    static Run of(String... arguments) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      int exit =
          Sluice.commandLine()
              .setOut(new PrintWriter(out, true))
              .setErr(new PrintWriter(err, true))
              .execute(arguments);
      return new Run(exit, out.toString(), err.toString());
    }
  }

  @BeforeAll
  void start() throws InterruptedException {
    world =
        World.start(
            WorldOptions.ephemeral()
                .withConsumer("sluice.consumer.events.retention", RETENTION)
                .withConsumer("sluice.consumer.events.accepted-past", Duration.ofHours(1))
                .withConsumer("sluice.consumer.events.stream-retention", Duration.ofHours(1)));
    assertThat(world.awaitReady(4, Duration.ofSeconds(120))).isTrue();
    store = new StoreContents();
  }

  @AfterAll
  void stop() {
    store.close();
    world.close();
  }

  private static String event(UUID id, String device) {
    return "{\"id\":\"%s\",\"event_type\":\"pressure\",\"device_id\":\"%s\",\"processing_timestamp\":\"%s\",\"event_details\":{\"bar\":1.50}}"
        .formatted(id, device, Instant.now());
  }

  private void send(String device, List<String> events) throws InterruptedException {
    try (KinesisIngestPoint ingest = KinesisIngestPoint.connect(Resources.STREAM)) {
      ingest.send(
          events.stream()
              .map(event -> new OutgoingRecord(device, event.getBytes(StandardCharsets.UTF_8)))
              .toList());
    }
    sent += events.size();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> Tally.of(world.consumerMetrics()).concluded() >= sent);
  }

  /// Of each device the same.
  private List<String> sendOfAll() throws InterruptedException {
    List<String> doomed = new ArrayList<>();
    for (String device : Stream.concat(Stream.of(DOOMED), OTHERS.stream()).toList()) {
      List<String> events =
          Stream.generate(UUID::randomUUID).limit(EACH).map(id -> event(id, device)).toList();
      send(device, events);
      if (device.equals(DOOMED)) {
        doomed.addAll(events);
      }
      send(device, List.of("{\"device_id\":\"" + device + "\"}"));
    }
    return doomed;
  }

  private TreeMap<String, Long> rows() {
    Run run =
        Run.of(
            "archive",
            "sql",
            "--format",
            "csv",
            "select device_id, count(*) as n from events group by device_id order by device_id");
    assertThat(run.exit()).as(run.err()).isZero();
    TreeMap<String, Long> rows = new TreeMap<>();
    run.out()
        .lines()
        .skip(1)
        .map(line -> line.split(","))
        .forEach(line -> rows.put(line[0], Long.parseLong(line[1].strip())));
    return rows;
  }

  private TreeMap<String, Long> count(Stream<String> devices) {
    return devices.collect(
        Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  private TreeMap<String, Long> items() {
    return count(store.events().map(item -> item.event().deviceId()));
  }

  private TreeMap<String, Long> claims() {
    return count(store.claims().map(Claim::key).map(key -> key.deviceDay().split("#", -1)[0]));
  }

  private TreeMap<String, Long> letters() {
    return count(store.deadLetters().stream().map(letter -> letter.place().partitionKey()));
  }

  private TreeMap<String, Long> states() {
    return count(store.states().map(state -> state.event().deviceId()));
  }

  private void awaitArchived(long expired) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() ->
            world
                .archiveTally()
                .filter(tally -> tally.expired() >= expired && tally.isComplete())
                .isPresent());
  }

  private void assertErasedStaysErased() {
    History history =
        new History(
            List.of(),
            StreamFacts.ofAcknowledgements(List.of()),
            Evidence.factsOf(store),
            List.of(),
            List.of(),
            List.of());
    Judgement judgement = new ErasedStaysErased().judge(history);
    assertThat(judgement.breaches()).isEmpty();
    assertThat(judgement.judged()).as("the erasure, a state and a row").isGreaterThanOrEqualTo(3);
    assertThat(judgement.outcome()).isEqualTo(Judgement.Outcome.KEPT);
  }

  @Test
  void itIsGoneAtEveryStageAndStaysGoneAndTheOthersAreAsTheyWere() throws Exception {
    List<String> archived = sendOfAll();
    awaitArchived(3L * EACH);
    List<String> live = sendOfAll();
    assertThat(rows()).hasSize(3).containsEntry(DOOMED, (long) EACH);

    Run dry = Run.of("erase", DOOMED, "--dry-run");
    assertThat(dry.exit()).as(dry.err()).isZero();
    assertThat(dry.out()).containsPattern("items +10\\b").containsPattern("claims +20\\b");
    assertThat(dry.out()).containsPattern("archive rows +10\\b").containsPattern("letters +2\\b");
    assertThat(rows()).containsEntry(DOOMED, (long) EACH);
    assertThat(claims()).containsEntry(DOOMED, 2L * EACH);
    assertThat(letters()).containsEntry(DOOMED, 2L);

    Run run = Run.of("erase", DOOMED, "--wait", "60s");
    System.out.println(run.err() + run.out());
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(items()).doesNotContainKey(DOOMED).containsOnlyKeys(OTHERS);
    assertThat(states()).containsOnlyKeys(OTHERS);
    assertThat(claims()).containsOnlyKeys(OTHERS);
    assertThat(letters()).containsOnlyKeys(OTHERS).containsValue(2L);
    assertThat(rows()).doesNotContainKey(DOOMED).containsEntry(OTHERS.getFirst(), (long) EACH);
    assertThat(store.erasedClaims().map(ErasedClaim::eventType))
        .hasSize(2 * EACH)
        .containsOnly("pressure");

    // what comes again is ignored, and what is new is stored
    send(DOOMED, archived);
    send(DOOMED, live);
    send(DOOMED, List.of(event(UUID.randomUUID(), DOOMED)));
    Tally tally = Tally.of(world.consumerMetrics());
    assertThat(tally.erased()).isEqualTo(2L * EACH);
    assertThat(tally.isComplete()).isTrue();
    assertThat(states()).containsEntry(DOOMED, 1L);

    // and what had expired while it was erased does not come into the archive later
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> OTHERS.stream().allMatch(device -> rows().getOrDefault(device, 0L) == 20));
    await().atMost(Duration.ofMinutes(2)).until(() -> rows().getOrDefault(DOOMED, 0L) > 0);
    assertThat(rows()).containsEntry(DOOMED, 1L);
    assertErasedStaysErased();
  }
}
