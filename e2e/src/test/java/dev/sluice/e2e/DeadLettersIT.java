package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.sluice.archiver.change.ChangeGlimpse;
import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterJson;
import dev.sluice.deadletter.LetterKeys;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.e2e.aws.StoreContents;
import dev.sluice.e2e.deadletters.s3.LetterBucket;
import dev.sluice.local.faults.Service;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.s3.S3Client;

/// From a send that goes wrong to the event that it should have been: `dead-letters` on everything.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersIT {
  private static final int EACH = 5;
  private static final String RENAME =
      "[{\"op\":\"move\",\"from\":\"/deviceid\",\"path\":\"/device_id\"}]";

  private World world;
  private StoreContents store;
  private long sent;

  /// One command as people call it.
  private record Run(int exit, String out, String err) {
    static Run of(String... arguments) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      List<String> all = new ArrayList<>(List.of("dead-letters"));
      all.addAll(List.of(arguments));
      int exit =
          Sluice.commandLine()
              .setOut(new PrintWriter(out, true))
              .setErr(new PrintWriter(err, true))
              .execute(all.toArray(String[]::new));
      return new Run(exit, out.toString(), err.toString());
    }
  }

  @BeforeAll
  void start() throws InterruptedException {
    world = World.start(WorldOptions.ephemeral().withoutTableChanges());
    assertThat(world.awaitReady(4, Duration.ofSeconds(120))).isTrue();
    store = new StoreContents();
  }

  @AfterAll
  void stop() {
    store.close();
    world.close();
  }

  private static String event(UUID id, String device, Instant time) {
    return "{\"id\":\"%s\",\"event_type\":\"pressure\",%s\"processing_timestamp\":\"%s\",\"event_details\":{\"bar\":1.50}}"
        .formatted(id, device, time);
  }

  /// Sends and waits until the pipeline is through with them.
  private void send(String partitionKey, List<String> events) throws InterruptedException {
    try (KinesisIngestPoint ingest = KinesisIngestPoint.connect(Resources.STREAM)) {
      ingest.send(
          events.stream()
              .map(
                  event -> new OutgoingRecord(partitionKey, event.getBytes(StandardCharsets.UTF_8)))
              .toList());
    }
    sent += events.size();
    awaitConcluded(sent);
  }

  private void awaitConcluded(long events) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> Tally.of(world.consumerMetrics()).concluded() >= events);
  }

  private List<UUID> sendMisspelt(String device) throws InterruptedException {
    List<UUID> ids = Stream.generate(UUID::randomUUID).limit(EACH).toList();
    String member = "\"deviceid\":\"" + device + "\",";
    send(device, ids.stream().map(id -> event(id, member, Instant.now())).toList());
    return ids;
  }

  private Set<UUID> stored(String device) {
    return store
        .events()
        .map(item -> item.event())
        .filter(event -> event.deviceId().equals(device))
        .map(event -> event.eventId())
        .collect(Collectors.toSet());
  }

  private long puts() {
    return world.stack().orElseThrow().operations().count(Service.KINESIS, "PutRecords");
  }

  private List<Letter> letters(String device) {
    return store.deadLetters().stream()
        .filter(letter -> letter.place().partitionKey().equals(device))
        .toList();
  }

  @Test
  void lettersAreFoundByReasonDeviceAndTime() throws Exception {
    sendMisspelt("found-1");
    send(
        "found-2",
        List.of(
            event(
                UUID.randomUUID(),
                "\"device_id\":\"found-2\",",
                Instant.now().minus(Duration.ofDays(90))),
            "{\"device_id\":\"found-3\",\"id\":oops"));

    assertThat(Run.of("list", "--device", "found-1").out())
        .contains(EACH + " dead letters", "missing_member");
    assertThat(Run.of("list", "--device", "found-2").out())
        .contains("2 dead letters", "event_time_out_of_range", "not_json", "found-3");
    assertThat(Run.of("list", "--device", "found-3").out()).contains("1 dead letter");
    assertThat(Run.of("list", "--device", "found-2", "--reason", "not_json").out())
        .contains("1 dead letter")
        .doesNotContain("event_time_out_of_range");
    assertThat(Run.of("list", "--to", "1h").out()).contains("0 dead letters");
    assertThat(Run.of("list", "--from", "1h", "--device", "found-1", "--limit", "2").out())
        .contains(EACH + " dead letters, the newest 2 are shown");

    Letter letter = letters("found-2").getFirst();
    assertThat(Run.of("show", letter.id()).out())
        .contains(letter.cause().detail(), new String(letter.original(), StandardCharsets.UTF_8));
    assertThat(Run.of("show", "2020-01-01/0123456789").exit()).isEqualTo(1);
  }

  @Test
  void whatIsMendedIsStoredAndNeverSentTwice() throws Exception {
    List<UUID> ids = sendMisspelt("mended-1");
    assertThat(stored("mended-1")).isEmpty();
    long puts = puts();

    Run dry = Run.of("replay", "--device", "mended-1", "--patch", RENAME, "--dry-run");
    assertThat(dry.out()).contains("/device_id", "+ \"mended-1\"", "would send " + EACH);
    assertThat(dry.exit()).isZero();
    Run unmended = Run.of("replay", "--device", "mended-1");
    assertThat(unmended.out()).contains("sent 0", EACH + " left out: would be refused again");
    assertThat(unmended.exit()).isEqualTo(3);
    assertThat(puts()).isEqualTo(puts);

    Run mended = Run.of("replay", "--device", "mended-1", "--patch", RENAME);
    assertThat(mended.out()).contains("sent " + EACH);
    assertThat(mended.exit()).isZero();
    sent += EACH;
    awaitConcluded(sent);
    assertThat(stored("mended-1")).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(Run.of("list", "--device", "mended-1").out()).containsPattern("\\d  sent\\R");

    puts = puts();
    Run second = Run.of("replay", "--device", "mended-1", "--patch", RENAME);
    assertThat(second.out()).contains("sent 0", EACH + " sent before");
    assertThat(second.exit()).isZero();
    assertThat(puts()).isEqualTo(puts);
  }

  @Test
  void whatDiedHalfWayIsToldAndResumed() throws Exception {
    List<UUID> ids = sendMisspelt("resumed-1");
    try (LetterBucket bucket =
        LetterBucket.open(Resources.BUCKET, LetterKeys.EVENTS, Clock.systemUTC())) {
      letters("resumed-1").forEach(letter -> bucket.marks().begin(letter, 1));
    }
    long puts = puts();
    String[] replay = {"replay", "--device", "resumed-1", "--patch", RENAME};
    Run refused = Run.of(replay);
    assertThat(refused.out()).contains("sent 0", EACH + " unfinished");
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(Run.of("list", "--device", "resumed-1").out()).contains("unfinished");
    Run young = Run.of("replay", "--device", "resumed-1", "--patch", RENAME, "--resume");
    assertThat(young.exit()).isEqualTo(3);
    assertThat(puts()).isEqualTo(puts);

    Run resumed =
        Run.of(
            "replay",
            "--device",
            "resumed-1",
            "--patch",
            RENAME,
            "--resume",
            "--resume-after",
            "0s");
    assertThat(resumed.out()).contains("sent " + EACH);
    assertThat(resumed.exit()).isZero();
    sent += EACH;
    awaitConcluded(sent);
    assertThat(stored("resumed-1")).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void ofTwoWhoReplayAtOnceEachLetterIsSentByOne() throws Exception {
    List<UUID> ids = sendMisspelt("raced-1");
    long duplicates = Tally.of(world.consumerMetrics()).duplicate();
    Callable<Run> replay =
        () -> Run.of("replay", "--device", "raced-1", "--patch", RENAME, "--rate", "1000");
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Run>> both = List.of(threads.submit(replay), threads.submit(replay));
      long total = 0;
      for (Future<Run> one : both) {
        total += Long.parseLong(one.get().out().split("\\R")[0].replace("sent ", ""));
      }
      assertThat(total).isEqualTo(EACH);
    }
    sent += EACH;
    awaitConcluded(sent);
    assertThat(stored("raced-1")).containsExactlyInAnyOrderElementsOf(ids);
    Tally tally = Tally.of(world.consumerMetrics());
    assertThat(tally.received()).isEqualTo(sent);
    assertThat(tally.duplicate()).isEqualTo(duplicates);
  }

  /// A change that lacks its old image, as the archiver would have refused it.
  private static Letter refusedChange() {
    byte[] change =
        ("{\"eventName\":\"REMOVE\",\"recordFormat\":\"application/json\",\"tableName\":\"sluice-events\","
                + "\"userIdentity\":{\"type\":\"Service\",\"principalId\":\"dynamodb.amazonaws.com\"},"
                + "\"dynamodb\":{\"ApproximateCreationDateTime\":1772366400000,"
                + "\"Keys\":{\"device_day\":{\"S\":\"changed-1#2026-03-01\"},\"event_key\":{\"S\":\"x#e1\"}}}}")
            .getBytes(StandardCharsets.UTF_8);
    return new Letter(
        "1767225600000/shardId-000000000000/" + "0".repeat(59) + "7/0000000000/000000",
        new Letter.Cause("missing_member", "no \"OldImage\""),
        new Letter.Place("key-1", "shardId-000000000000", "7", 0),
        new Letter.Times(Instant.now(), Instant.now()),
        ChangeGlimpse.of(change),
        change);
  }

  @Test
  void changesThatWereNotArchivedLieApartAndAreSentToTheirOwnStream() {
    Letter letter = refusedChange();
    try (S3Client s3 = S3Client.builder().httpClientBuilder(Apache5HttpClient.builder()).build()) {
      s3.putObject(
          put -> put.bucket(Resources.BUCKET).key(LetterKeys.CHANGES.of(letter)),
          RequestBody.fromBytes(LetterJson.write(List.of(letter))));
    }
    assertThat(Run.of("list", "--device", "changed-1").out()).contains("0 dead letters");
    assertThat(Run.of("list", "--changes", "--device", "changed-1").out())
        .contains("1 dead letter", "missing_member", "changed-1");
    assertThat(Run.of("show", letter.id()).exit()).isEqualTo(1);
    assertThat(Run.of("show", "--changes", letter.id()).out()).contains("\"eventName\":\"REMOVE\"");

    String[] replay = {"replay", "--changes", "--device", "changed-1"};
    assertThat(Run.of(replay).out()).contains("sent 0", "1 left out: would be refused again");
    try (KinesisClient kinesis =
        KinesisClient.builder().httpClientBuilder(Apache5HttpClient.builder()).build()) {
      Run sent = Run.of("replay", "--changes", "--device", "changed-1", "--as-is");
      assertThat(sent.out()).as(sent.err()).contains("sent 1");
      assertThat(all(kinesis, "sluice-table-changes"))
          .extracting(record -> record.data().asByteArray())
          .containsExactly(letter.original());
    }
    assertThat(Run.of(replay).out()).contains("sent 0", "1 sent before");
  }

  private static List<Record> all(KinesisClient kinesis, String stream) {
    return kinesis.listShards(list -> list.streamName(stream)).shards().stream()
        .map(shard ->
            kinesis
                .getShardIterator(get ->
                    get.streamName(stream)
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator())
        .flatMap(
            iterator -> kinesis.getRecords(get -> get.shardIterator(iterator)).records().stream())
        .toList();
  }

  @Test
  void everyLetterFitsTheSchemaThatIsDocumented() throws Exception {
    sendMisspelt("schema-1");
    ObjectMapper json = new ObjectMapper();
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(json.readTree(Path.of("../docs/schemas/dead-letter.schema.json").toFile()));
    List<String> lines = store.deadLetterLines();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(EACH);
    for (String line : lines) {
      assertThat(schema.validate(json.readTree(line))).as(line).isEmpty();
    }
  }
}
