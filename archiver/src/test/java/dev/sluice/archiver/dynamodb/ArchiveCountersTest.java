package dev.sluice.archiver.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.ArchiveWatermark;
import dev.sluice.dynamodb.Erasure;
import dev.sluice.dynamodb.TableSetup;
import dev.sluice.dynamodb.Tables;
import dev.sluice.local.dynamodb.DynamoDbOptions;
import dev.sluice.local.dynamodb.LocalDynamoDb;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.stream.ShardRef;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Erasures and watermarks share the table of counters.
class ArchiveCountersTest {
  private static final Tables TABLES = new Tables("counters-test");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ShardRef SHARD =
      new ShardRef("archiver", "changes", Instant.EPOCH, "shardId-000000000000");
  private static final ShardRef OTHER =
      new ShardRef("archiver", "changes", Instant.EPOCH, "shardId-000000000001");

  private static LocalDynamoDb server;
  private static DynamoDbClient dynamo;
  private static DynamoDbTable<Erasure> erasures;
  private static DynamoDbTable<ArchiveWatermark> watermarks;

  @BeforeAll
  static void start() {
    server = LocalDynamoDb.start(DynamoDbOptions.defaults(), new Faults(), new OperationLog());
    dynamo =
        DynamoDbClient.builder()
            .httpClientBuilder(Apache5HttpClient.builder())
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
    TableSetup.createMissing(dynamo, TABLES);
    DynamoDbEnhancedClient client = DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
    erasures = client.table(TABLES.counters(), Erasure.SCHEMA);
    watermarks = client.table(TABLES.counters(), ArchiveWatermark.SCHEMA);
  }

  @AfterAll
  static void stop() {
    dynamo.close();
    server.close();
  }

  @AfterEach
  void empty() {
    dynamo
        .scanPaginator(scan -> scan.tableName(TABLES.counters()))
        .items()
        .forEach(item ->
            dynamo.deleteItem(delete ->
                delete
                    .tableName(TABLES.counters())
                    .key(Map.of("bucket", item.get("bucket"), "key", item.get("key")))));
  }

  private static DynamoDbWatermarks at(Instant now) {
    return new DynamoDbWatermarks(TABLES.counters(), dynamo, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Map<String, Instant> erased() {
    return new DynamoDbErasures(TABLES.counters(), dynamo).read();
  }

  private static ArchiveWatermark item(Instant watermark, Instant updated, boolean ended) {
    return new ArchiveWatermark(SHARD.streamCreated(), SHARD.shardId(), watermark, updated, ended);
  }

  @Test
  void noErasureIsAnEmptyList() {
    assertThat(erased()).isEmpty();
  }

  @Test
  void everyErasureIsReadHoweverManyPagesThatTakes() {
    String longName = "d".repeat(120);
    Map<String, Long> counts = new HashMap<>();
    for (int kind = 0; kind < 400; kind++) {
      counts.put("kind-" + kind, 1L); // some 6 KB an item: 1 MB is a page
    }
    for (int device = 0; device < 300; device++) {
      Instant at = NOON.plusSeconds(device);
      erasures.putItem(new Erasure(longName + device, at, at, counts));
    }
    at(NOON).publish(SHARD, NOON, false);
    assertThat(erased()).hasSize(300).containsEntry(longName + 299, NOON.plusSeconds(299));
  }

  @Test
  void aWatermarkRises() {
    at(NOON).publish(SHARD, NOON.minusSeconds(2), false);
    at(NOON.plusSeconds(1)).publish(SHARD, NOON.minusSeconds(1), false);
    assertThat(watermarks.scan().items())
        .containsExactly(item(NOON.minusSeconds(1), NOON.plusSeconds(1), false));
  }

  @Test
  void aWorkerThatWasThoughtDeadDoesNotLowerIt() {
    at(NOON).publish(SHARD, NOON, false);
    at(NOON.plusSeconds(1)).publish(SHARD, NOON.minusMillis(1), false);
    assertThat(watermarks.scan().items()).containsExactly(item(NOON, NOON, false));
  }

  @Test
  void whatHasEndedStaysEnded() {
    at(NOON).publish(SHARD, NOON, false);
    at(NOON).publish(SHARD, NOON.minusSeconds(1), true);
    at(NOON).publish(SHARD, NOON.plusSeconds(1), false);
    assertThat(watermarks.scan().items()).containsExactly(item(NOON.minusSeconds(1), NOON, true));
  }

  @Test
  void shardsHaveWatermarksOfTheirOwn() {
    at(NOON).publish(SHARD, NOON, false);
    at(NOON).publish(OTHER, NOON.minusSeconds(9), false);
    assertThat(watermarks.scan().items())
        .extracting(ArchiveWatermark::watermark)
        .containsExactlyInAnyOrder(NOON, NOON.minusSeconds(9));
  }
}
