package dev.sluice.archiver.erase.aws;

import static dev.sluice.archiver.erase.Samples.DOOMED;
import static dev.sluice.archiver.erase.Samples.ERASED_AT;
import static dev.sluice.archiver.erase.Samples.claim;
import static dev.sluice.archiver.erase.Samples.id;
import static dev.sluice.archiver.erase.Samples.item;
import static dev.sluice.archiver.erase.Samples.letter;
import static dev.sluice.archiver.erase.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.alert.Alert;
import dev.sluice.alert.AlertState;
import dev.sluice.alert.DeviceStanding;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.Partition;
import dev.sluice.archive.s3.S3ArchiveBucket;
import dev.sluice.archiver.ArchiveFiles;
import dev.sluice.archiver.erase.AlertErasure;
import dev.sluice.archiver.erase.ArchiveErasure;
import dev.sluice.archiver.erase.Cuts;
import dev.sluice.archiver.erase.Erasing;
import dev.sluice.archiver.erase.Erasing.Outcome;
import dev.sluice.archiver.erase.Erasing.Patience;
import dev.sluice.archiver.erase.ErasureProgress;
import dev.sluice.archiver.erase.EventErasure;
import dev.sluice.archiver.erase.LetterErasure;
import dev.sluice.archiver.erase.Reach;
import dev.sluice.archiver.erase.Samples;
import dev.sluice.archiver.erase.StateErasure;
import dev.sluice.archiver.erase.Step;
import dev.sluice.archiver.erase.dynamodb.DynamoDbAlertTables;
import dev.sluice.archiver.erase.dynamodb.DynamoDbErasureRecords;
import dev.sluice.archiver.erase.dynamodb.DynamoDbEventTables;
import dev.sluice.archiver.erase.dynamodb.DynamoDbStateTable;
import dev.sluice.archiver.lake.ArchiveRows;
import dev.sluice.archiver.lake.DuckDb;
import dev.sluice.deadletter.LetterJson;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.HeldId;
import dev.sluice.dynamodb.Silence;
import dev.sluice.dynamodb.StandingItem;
import dev.sluice.dynamodb.StoredAlert;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.Timestamps;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// On real tables and a real bucket, killed between any two steps.
class ErasingIT {
  private static final String OTHER = "sensor-10";
  private static final int STEPS = 5;

  private static final LocalStores STORES = new LocalStores();

  private final Tables tables = STORES.tables();
  private final S3ArchiveBucket bucket = new S3ArchiveBucket(STORES.bucket(), STORES.s3);
  private final Manifests manifests = new Manifests(bucket);
  private final Clock clock = Clock.fixed(ERASED_AT, ZoneOffset.UTC);

  @TempDir Path directory;

  @AfterAll
  static void stop() {
    STORES.close();
  }

  private void put(String table, Map<String, AttributeValue> item) {
    STORES.dynamo.putItem(request -> request.tableName(table).item(item));
  }

  private void stored(int number, String device) {
    put(tables.eventIds(), Claim.SCHEMA.itemToMap(claim(number, device), true));
    put(tables.events(), StoredEvent.SCHEMA.itemToMap(item(number, device), true));
    DeviceState state = new DeviceState(Samples.event(number, device));
    put(tables.deviceState(), DeviceState.SCHEMA.itemToMap(state, true));
    put(tables.counters(), DeviceDay.SCHEMA.itemToMap(day(device), true));
    for (Instant received : List.of(ERASED_AT, ERASED_AT.plusMillis(1))) {
      put(tables.alerts(), StoredAlert.SCHEMA.itemToMap(alert(device, received), true));
    }
    put(
        tables.alertState(),
        Silence.SCHEMA.itemToMap(new Silence(device, "silent", ERASED_AT), true));
    DeviceStanding standing =
        new DeviceStanding(device, "reading", "p", ERASED_AT, new TreeMap<>());
    put(tables.alertState(), StandingItem.SCHEMA.itemToMap(new StandingItem(standing), true));
  }

  private static DeviceDay day(String device) {
    return new DeviceDay(device, Timestamps.day(Samples.event(90, device).eventTime()), ERASED_AT);
  }

  private static StoredAlert alert(String device, Instant received) {
    Alert alert =
        new Alert(
            Alert.key("hot", device, received.toString()),
            "hot",
            AlertState.RAISED,
            device,
            "reading",
            received,
            null,
            null,
            "hot",
            null);
    return new StoredAlert(alert, ERASED_AT.plusSeconds(1_000));
  }

  private void dataAtEveryStage() throws IOException {
    stored(90, DOOMED);
    stored(91, OTHER);
    put(tables.eventIds(), Claim.SCHEMA.itemToMap(claim(10, DOOMED), true));
    for (String key :
        ArchiveFiles.seal(
            directory, 1, List.of(row(10, DOOMED, "reading"), row(12, OTHER, "reading")))) {
      bucket.upload(key, directory.resolve(key));
      manifests.add(partition(key), List.of(key));
    }
    for (String device : List.of(DOOMED, OTHER)) {
      Path letters = directory.resolve(device);
      Files.write(letters, LetterJson.write(List.of(letter(20, device, "no json"))));
      bucket.upload("rejected/date=2026-11-10/" + device, letters);
    }
  }

  private static Partition partition(String key) {
    return Partition.parse(key.substring("events/".length(), key.lastIndexOf('/'))).orElseThrow();
  }

  private Erasing erasing(int killedBefore) {
    List<Step> steps =
        new ArrayList<>(
            List.of(
                new EventErasure(new DynamoDbEventTables(STORES.dynamo, tables)),
                new StateErasure(new DynamoDbStateTable(STORES.dynamo, tables)),
                new AlertErasure(new DynamoDbAlertTables(STORES.dynamo, tables)),
                new ArchiveErasure(bucket, directory.resolve("work"), clock),
                new LetterErasure(bucket, directory.resolve("work"))));
    if (killedBefore <= STEPS) {
      steps.add(killedBefore, new Killed());
    }
    Reach reach =
        new Reach(
            Samples.STREAM_CREATED,
            Set.of(Samples.SHARD),
            Map.of(Samples.SHARD, BigInteger.valueOf(101)),
            List.of());
    return new Erasing(
        new DynamoDbErasureRecords(STORES.dynamo, tables),
        (until, settled) -> reach,
        steps,
        clock,
        pause -> {},
        new Silent());
  }

  private record Killed() implements Step {
    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public List<String> run(Work work) {
      throw new Cuts.Cut();
    }
  }

  private record Silent() implements ErasureProgress {
    @Override
    public void step(String name) {}

    @Override
    public void at(String state) {}
  }

  private Stream<Map<String, AttributeValue>> scan(String table) {
    return STORES
        .dynamo
        .scanPaginator(request -> request.tableName(table).consistentRead(true))
        .items()
        .stream();
  }

  private List<UUID> rows(DuckDb duckDb) {
    List<UUID> ids = new ArrayList<>();
    for (Partition partition : manifests.partitions()) {
      for (String key : manifests.current(partition)) {
        Path file = directory.resolve(UUID.randomUUID() + ".parquet");
        assertThat(bucket.download(key, file)).isTrue();
        try (ArchiveRows rows = ArchiveRows.open(duckDb, partition, List.of(file), Map.of())) {
          while (rows.hasNext()) {
            ids.add(rows.next().event().eventId());
          }
        }
      }
    }
    return ids;
  }

  @ParameterizedTest(name = "killed before step {0}")
  @ValueSource(ints = {0, 1, 2, 3, STEPS})
  void runAgainItEndsAsIfItHadNotBeenKilled(int step) throws Exception {
    dataAtEveryStage();
    Patience patience = new Patience(Duration.ofMinutes(1), Duration.ZERO);
    assertThatThrownBy(() -> erasing(step).erase(DOOMED, patience)).isInstanceOf(Cuts.Cut.class);
    assertThat(erasing(Integer.MAX_VALUE).erase(DOOMED, patience))
        .isInstanceOfSatisfying(
            Outcome.Erased.class,
            erased ->
                assertThat(erased.erasure().removed())
                    .containsAllEntriesOf(
                        Map.of(
                            "alerts", 1L,
                            "alert_states", 2L,
                            "device_days", 1L,
                            "items", 1L,
                            "claims", 2L,
                            "states", 1L,
                            "archive_rows", 1L,
                            "archive_files", 1L,
                            "dead_letters", 1L)));

    assertThat(scan(tables.alerts()).map(StoredAlert.SCHEMA::mapToItem))
        .containsExactlyInAnyOrder(
            alert(DOOMED, ERASED_AT.plusMillis(1)),
            alert(OTHER, ERASED_AT),
            alert(OTHER, ERASED_AT.plusMillis(1)));
    assertThat(scan(tables.alertState()).map(state -> state.get("device_id")))
        .containsOnly(AttributeValue.fromS(OTHER))
        .hasSize(2);
    assertThat(
            scan(tables.counters())
                .filter(counter -> String.valueOf(counter.get("bucket")).contains("day#"))
                .map(DeviceDay.SCHEMA::mapToItem))
        .containsExactly(day(OTHER));
    assertThat(scan(tables.eventIds()).map(HeldId::of))
        .containsExactlyInAnyOrder(
            ErasedClaim.of(claim(90, DOOMED)), ErasedClaim.of(claim(10, DOOMED)), claim(91, OTHER));
    assertThat(scan(tables.events()).map(StoredEvent.SCHEMA::mapToItem))
        .containsExactly(item(91, OTHER));
    assertThat(
            scan(tables.deviceState())
                .map(state -> DeviceState.SCHEMA.mapToItem(state).event().deviceId()))
        .containsExactly(OTHER);
    assertThat(bucket.list("rejected/")).hasSize(1);
    assertThat(bucket.list("events/")).hasSize(1);
    try (DuckDb duckDb = DuckDb.open(directory.resolve("spill"), DuckDb.Limits.DEFAULT)) {
      assertThat(rows(duckDb)).containsExactly(id(12));
    }
  }
}
