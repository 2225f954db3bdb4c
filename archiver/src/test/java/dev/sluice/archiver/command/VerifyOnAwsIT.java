package dev.sluice.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.archive.Rows;
import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Partition;
import dev.sluice.archive.s3.S3ArchiveBucket;
import dev.sluice.archiver.ArchiveFiles;
import dev.sluice.deadletter.Glimpse;
import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterJson;
import dev.sluice.deadletter.LetterKeys;
import dev.sluice.dynamodb.ArchiveWatermark;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.TableSetup;
import dev.sluice.dynamodb.Tables;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Service;
import dev.sluice.model.Event;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Position;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/// `archive verify` on tables, streams and a bucket that hold an event of each fate.
class VerifyOnAwsIT {
  private static final String SHARD = "shardId-000000000000";
  private static final int CHECKPOINT = 1_000;
  private static final List<ArchiveRow> ROWS = new Rows(7).rows(300, 2, 2);
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static LocalStack stack;
  private static DynamoDbClient dynamo;
  private static KinesisClient kinesis;
  private static S3Client s3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private final Tables tables = new Tables("test-" + NEXT.incrementAndGet());

  @TempDir Path temporary;
  private ArchiveBucket bucket;
  private int sequence;

  @BeforeAll
  static void startServers() {
    stack =
        LocalStack.start(
            LocalStackOptions.ephemeral()
                .withServices(
                    Set.of(Service.DYNAMODB, Service.KINESIS, Service.S3, Service.CLOUDWATCH))
                .withSweepPeriod(Duration.ofDays(1)));
    stack.sdkProperties().forEach(System::setProperty);
    dynamo = DynamoDbClient.builder().httpClientBuilder(Apache5HttpClient.builder()).build();
    kinesis = KinesisClient.builder().httpClientBuilder(Apache5HttpClient.builder()).build();
    s3 = S3Client.builder().httpClientBuilder(Apache5HttpClient.builder()).build();
  }

  @AfterAll
  static void stopServers() {
    stack.sdkProperties().keySet().forEach(System::clearProperty);
    dynamo.close();
    kinesis.close();
    s3.close();
    stack.close();
  }

  @BeforeEach
  void makeAll() {
    s3.createBucket(create -> create.bucket(tables.prefix() + "-archive"));
    bucket = new S3ArchiveBucket(tables.prefix() + "-archive", s3);
    TableSetup.createMissing(dynamo, tables);
    kinesis.createStream(
        create -> create.streamName(tables.prefix() + "-table-changes").shardCount(1));
    kinesis.waiter().waitUntilStreamExists(d -> d.streamName(tables.prefix() + "-table-changes"));
    createLeases();
  }

  private void createLeases() {
    dynamo.createTable(create ->
        create
            .tableName(tables.prefix() + "-consumer")
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(key -> key.attributeName("leaseKey").keyType(KeyType.HASH))
            .attributeDefinitions(
                a -> a.attributeName("leaseKey").attributeType(ScalarAttributeType.S)));
    put(
        tables.prefix() + "-consumer",
        Map.of(
            "leaseKey", AttributeValue.fromS(SHARD),
            "checkpoint", AttributeValue.fromS(Integer.toString(CHECKPOINT)),
            "checkpointSubSequenceNumber", AttributeValue.fromN("0")));
  }

  private void put(String table, Map<String, AttributeValue> item) {
    dynamo.putItem(put -> put.tableName(table).item(item));
  }

  private <T> void put(String table, TableSchema<T> schema, T item) {
    put(table, schema.itemToMap(item, true));
  }

  private static String position(int sequence) {
    return new Position(Instant.EPOCH, SHARD, BigInteger.valueOf(sequence), 0, 0).text();
  }

  private static Claim claim(Event event, int sequence) {
    Instant later = Instant.now().plus(Duration.ofDays(30));
    return new Claim(
        event.eventId(),
        event.key(),
        event.eventType(),
        new Fingerprint("f"),
        position(sequence),
        later,
        later);
  }

  private Event claimed(ArchiveRow row) {
    put(tables.eventIds(), Claim.SCHEMA, claim(row.event(), ++sequence));
    return row.event();
  }

  private void present(Event event) {
    put(
        tables.events(),
        StoredEvent.SCHEMA,
        new StoredEvent(event, position(1), Instant.now().plus(Duration.ofDays(3))));
  }

  private void archived(int epoch, List<ArchiveRow> rows) {
    for (String key : ArchiveFiles.seal(temporary, epoch, rows)) {
      bucket.upload(key, temporary.resolve(key));
      String folder = key.substring("events/".length(), key.lastIndexOf('/'));
      new Manifests(bucket).add(Partition.parse(folder).orElseThrow(), List.of(key));
    }
  }

  private void refused(Event event) {
    Letter letter =
        new Letter(
            position(77),
            new Letter.Cause("missing_member", "no payload"),
            new Letter.Place("key", SHARD, "77", 0),
            new Letter.Times(Instant.now(), Instant.now()),
            new Glimpse(event.deviceId(), event.eventId().toString(), event.eventType()),
            new byte[0]);
    s3.putObject(
        put -> put.bucket(tables.prefix() + "-archive").key(LetterKeys.CHANGES.of(letter)),
        RequestBody.fromBytes(LetterJson.write(List.of(letter))));
  }

  private void watermark(Instant at) {
    Instant created =
        kinesis
            .describeStreamSummary(d -> d.streamName(tables.prefix() + "-table-changes"))
            .streamDescriptionSummary()
            .streamCreationTimestamp();
    put(
        tables.counters(),
        ArchiveWatermark.SCHEMA,
        new ArchiveWatermark(created, SHARD, at, Instant.now(), false));
  }

  /// 100 archived, 60 present of which 10 are archived too, one in a dead letter, 20 erased, 9 in
  /// flight.
  private void everyFate() {
    ROWS.subList(0, 150).forEach(this::claimed);
    ROWS.subList(100, 160).forEach(row -> present(row.event()));
    archived(1, ROWS.subList(0, 110));
    ROWS.subList(150, 160).forEach(this::claimed);
    refused(claimed(ROWS.get(160)));
    for (ArchiveRow row : ROWS.subList(170, 190)) {
      put(tables.eventIds(), ErasedClaim.SCHEMA, ErasedClaim.of(claim(row.event(), 1)));
    }
    sequence = CHECKPOINT;
    ROWS.subList(190, 199).forEach(this::claimed);
    watermark(Instant.now().plus(Duration.ofHours(1)));
  }

  private String run(int code, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("verify", "--prefix", tables.prefix()));
    all.addAll(List.of(arguments));
    int exit =
        new CommandLine(new ArchiveCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    assertThat(exit).as(out.toString() + err).isEqualTo(code);
    return out.toString();
  }

  private JsonNode total(int code, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--format", "json", "--no-metric"));
    return JSON.readTree(run(code, all.toArray(String[]::new)).lines().toList().getLast());
  }

  @Test
  void everyFateIsAddedUpAndNoneIsADifference() throws IOException {
    everyFate();
    JsonNode total = total(0);
    assertThat(total.get("stored").longValue()).isEqualTo(190);
    assertThat(total.get("archived").longValue()).isEqualTo(110);
    assertThat(total.get("present").longValue()).isEqualTo(50);
    assertThat(total.get("dead_letters").longValue()).isEqualTo(1);
    assertThat(total.get("erased").longValue()).isEqualTo(20);
    assertThat(total.get("in_flight").longValue()).isEqualTo(9);
    assertThat(total.get("difference").longValue()).isZero();
    assertThat(run(0, "--no-metric")).contains("Every event is accounted for.");

    String day = ROWS.getFirst().event().eventTime().toString().substring(0, 10);
    JsonNode oneDay = total(0, "--date", day);
    assertThat(oneDay.get("stored").longValue()).isBetween(1L, 189L);
    assertThat(run(0, "--date", day, "--no-metric").lines().filter(line -> line.startsWith("20")))
        .hasSize(2)
        .allMatch(line -> line.startsWith(day));
  }

  @Test
  void whatIsMissingIsNamedAndPublished() throws IOException {
    everyFate();
    sequence = 0;
    Event lost = claimed(ROWS.get(250));
    assertThat(run(1)).contains("1 event is missing", lost.eventId().toString());
    assertThat(err.toString()).doesNotContain("warning");
    try (CloudWatchClient cloudWatch =
        CloudWatchClient.builder().httpClientBuilder(Apache5HttpClient.builder()).build()) {
      MetricDataQuery difference =
          MetricDataQuery.builder()
              .id("d")
              .metricStat(stat ->
                  stat.metric(m -> m.namespace("Sluice").metricName("sluice.archive.difference"))
                      .period(60)
                      .stat("Maximum"))
              .build();
      assertThat(
              cloudWatch
                  .getMetricData(get ->
                      get.startTime(Instant.now().minusSeconds(600))
                          .endTime(Instant.now().plusSeconds(600))
                          .metricDataQueries(difference))
                  .metricDataResults()
                  .getFirst()
                  .values())
          .containsExactly(1.0);
    }
  }

  @Test
  void aRowTwiceIsNotedAndAnErasedOneInTheArchiveIsADifference() {
    everyFate();
    archived(2, ROWS.subList(0, 5));
    assertThat(run(0, "--no-metric")).contains("5 events in more than one row");
    archived(3, ROWS.subList(170, 171));
    assertThat(run(1, "--no-metric"))
        .contains("1 event is erased, and found", ROWS.get(170).event().eventId().toString());
  }

  @Test
  void anArchiverThatIsNotPastTheScanLeavesItOpen() throws IOException {
    everyFate();
    sequence = 0;
    claimed(ROWS.get(250));
    watermark(Instant.now().minusSeconds(30));
    JsonNode total = total(3);
    assertThat(total.get("in_transit").longValue()).isEqualTo(1);
    assertThat(total.get("difference").longValue()).isZero();
    assertThat(run(3, "--no-metric", "--wait", "1s")).contains("Cannot be judged yet");
  }

  @Test
  void aMissingTableIsSaidInWords() {
    dynamo.deleteTable(delete -> delete.tableName(tables.events()));
    run(1);
    assertThat(err.toString()).contains(tables.events()).doesNotContain("bucket");
  }

  @Test
  void datesThatExcludeEachOtherAreRefused() {
    run(2, "--date", "2026-03-05", "--from", "2026-03-05");
    assertThat(err.toString()).contains("--date 2026-03-05 excludes --from");
    run(2, "--from", "2026-03-05", "--to", "2026-03-04");
    assertThat(err.toString()).contains("--from 2026-03-05 is after --to 2026-03-04");
  }
}
