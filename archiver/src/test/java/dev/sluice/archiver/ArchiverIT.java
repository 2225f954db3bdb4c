package dev.sluice.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.archive.Rows;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.s3.S3ArchiveBucket;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.TableSetup;
import dev.sluice.dynamodb.Tables;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.SystemProperties;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Service;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.s3.S3Client;

/// The service as it is run, against local servers: a reader of its own counts what is in the
/// files.
class ArchiverIT {
  private static final String STREAM = "sluice-table-changes";
  private static final String BUCKET = "sluice-archive";
  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir Path disk;

  private final LocalStack stack =
      LocalStack.start(
          LocalStackOptions.ephemeral()
              .withServices(Set.of(Service.KINESIS, Service.DYNAMODB, Service.S3)));
  private final SystemProperties aws = new SystemProperties(stack.sdkProperties());
  private final DynamoDbClient dynamo =
      DynamoDbClient.builder().httpClient(Apache5HttpClient.create()).build();
  private final S3Client s3 = S3Client.builder().httpClient(Apache5HttpClient.create()).build();
  private final KinesisClient kinesis =
      KinesisClient.builder().httpClient(Apache5HttpClient.create()).build();
  private final List<EmbeddedServer> archivers = new ArrayList<>();
  private final Rows random = new Rows(1);
  private final List<ArchiveRow> expired = new ArrayList<>();

  @BeforeEach
  void prepare() {
    TableSetup.createMissing(dynamo, new Tables("sluice"));
    s3.createBucket(create -> create.bucket(BUCKET));
    kinesis.createStream(create -> create.streamName(STREAM).shardCount(2));
    kinesis.waiter().waitUntilStreamExists(stream -> stream.streamName(STREAM));
  }

  @AfterEach
  void close() {
    archivers.forEach(EmbeddedServer::close);
    kinesis.close();
    dynamo.close();
    s3.close();
    aws.close();
    stack.close();
  }

  private EmbeddedServer start() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.port", -1);
    properties.put("sluice.kinesis.timings", "LOCAL");
    properties.put("sluice.archiver.epochs.age", "PT1S");
    properties.put(
        "sluice.archiver.spool.directory", disk.resolve("spool-" + archivers.size()).toString());
    EmbeddedServer archiver = Archiver.start(properties);
    archivers.add(archiver);
    return archiver;
  }

  /// Removals by time to live, and changes of which the archive has no use.
  private void put(int removals) {
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    for (ArchiveRow row : random.rows(removals, 3, 2)) {
      expired.add(row);
      StoredEvent item =
          new StoredEvent(row.event(), row.position(), row.expiredTime().minusSeconds(10));
      entries.add(entry(ChangeRecords.bytes(ChangeRecords.removal(item, row.expiredTime())), item));
    }
    kinesis.putRecords(records -> records.streamName(STREAM).records(entries));
  }

  private static PutRecordsRequestEntry entry(byte[] data, StoredEvent item) {
    return PutRecordsRequestEntry.builder()
        .data(SdkBytes.fromByteArray(data))
        .partitionKey(item.event().eventId().toString())
        .build();
  }

  private Map<UUID, Integer> each() {
    return expired.stream().collect(Collectors.toMap(row -> row.event().eventId(), row -> 1));
  }

  /// How often each id is in a current file.
  private Map<UUID, Integer> archived() throws SQLException {
    Manifests manifests = new Manifests(new S3ArchiveBucket(BUCKET, s3));
    List<Path> files =
        manifests.partitions().stream()
            .flatMap(partition -> manifests.current(partition).stream())
            .map(key -> stack.s3Directory().resolve(BUCKET).resolve(key))
            .toList();
    return count(files);
  }

  private Map<UUID, Integer> inAnyFile() throws Exception {
    try (Stream<Path> files = Files.walk(stack.s3Directory().resolve(BUCKET).resolve("events"))) {
      return count(files.filter(file -> file.toString().endsWith(".parquet")).toList());
    }
  }

  private static Map<UUID, Integer> count(List<Path> files) throws SQLException {
    Map<UUID, Integer> ids = new TreeMap<>();
    if (files.isEmpty()) {
      return ids;
    }
    String list = files.stream().map(f -> "'" + f + "'").collect(Collectors.joining(","));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement query = duck.createStatement();
        ResultSet rows =
            query.executeQuery(
                "select event_id::varchar, count(*) from read_parquet([%s]) group by 1"
                    .formatted(list))) {
      while (rows.next()) {
        ids.put(UUID.fromString(rows.getString(1)), rows.getInt(2));
      }
    }
    return ids;
  }

  private void awaitAllArchivedOnce() throws Exception {
    await().atMost(SOON).until(() -> archived().size() >= expired.size());
    assertThat(archived()).isEqualTo(each());
    assertThat(inAnyFile()).isEqualTo(each());
  }

  private void reshard(int round) {
    List<Shard> open =
        kinesis.listShards(list -> list.streamName(STREAM)).shards().stream()
            .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
            .sorted(Comparator.comparing(shard -> start(shard)))
            .toList();
    if (round % 2 == 0) {
      Shard shard = open.getFirst();
      BigInteger middle =
          start(shard).add(new BigInteger(shard.hashKeyRange().endingHashKey())).shiftRight(1);
      kinesis.splitShard(split ->
          split
              .streamName(STREAM)
              .shardToSplit(shard.shardId())
              .newStartingHashKey(middle.toString()));
    } else {
      kinesis.mergeShards(merge ->
          merge
              .streamName(STREAM)
              .shardToMerge(open.get(1).shardId())
              .adjacentShardToMerge(open.get(2).shardId()));
    }
    kinesis.waiter().waitUntilStreamExists(stream -> stream.streamName(STREAM));
  }

  private static BigInteger start(Shard shard) {
    return new BigInteger(shard.hashKeyRange().startingHashKey());
  }

  @Test
  void everyRemovalIsInOneRowWhileShardsSplitAndMergeWorkersComeAndGoAndTheBucketFails()
      throws Exception {
    start();
    put(200);
    EmbeddedServer second = start();
    stack.faults().arm(Service.S3, "PutObject", new Fault.AppliedButCut(), 3);
    stack.faults().arm(Service.S3, "PutObject", new Fault.Throttled(), 3);
    stack.faults().arm(Service.S3, "GetObject", new Fault.ServerError(503), 2);
    reshard(0);
    put(200);
    stack.faults().arm(Service.DYNAMODB, "UpdateItem", new Fault.AppliedButCut(), 3);
    reshard(1);
    put(200);
    second.close();
    put(100);
    awaitAllArchivedOnce();
  }

  @Test
  void whileTheBucketIsAwayNothingIsCheckpointedAndThenAllIsArchived() throws Exception {
    var outage =
        stack.faults().armUntilDisarmed(Service.S3, "PutObject", new Fault.ConnectionCut());
    EmbeddedServer archiver = start();
    put(50);
    await().atMost(SOON).until(() -> outage.hits() >= 10);
    assertThat(checkpoints()).containsOnly("TRIM_HORIZON");
    assertThat(archived()).isEmpty();
    outage.disarm();
    awaitAllArchivedOnce();
    await().atMost(SOON).until(() -> !checkpoints().contains("TRIM_HORIZON"));
    MeterRegistry meters = archiver.getApplicationContext().getBean(MeterRegistry.class);
    assertThat(meters.get("sluice.archive.changes").tag("outcome", "archived").counter().count())
        .isEqualTo(50);
  }

  private List<String> checkpoints() {
    return dynamo
        .scan(scan -> scan.tableName("sluice-archiver").consistentRead(true))
        .items()
        .stream()
        .map(item -> item.get("checkpoint"))
        .filter(java.util.Objects::nonNull)
        .map(AttributeValue::s)
        .toList();
  }

  @Test
  void whatIsNoRemovalOfAnEventIsADeadLetterAndStopsNothing() throws Exception {
    start();
    kinesis.putRecord(put ->
        put.streamName(STREAM).partitionKey("x").data(SdkBytes.fromUtf8String("no change at all")));
    put(20);
    awaitAllArchivedOnce();
    await()
        .atMost(SOON)
        .until(() ->
            !s3.listObjectsV2(list -> list.bucket(BUCKET).prefix("rejected/changes/"))
                .contents()
                .isEmpty());
  }
}
