package dev.sluice.archiver.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.archive.Rows;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archiver.change.Change.Expired;
import dev.sluice.archiver.change.Change.Ignored;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.TableSetup;
import dev.sluice.dynamodb.Tables;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.changes.Delivery;
import dev.sluice.local.faults.Service;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// Changes of the real table, as the local stack forwards them: repeated and out of order.
class ForwardedChangesTest {
  private static final Tables TABLES = new Tables("sluice");
  private static final String STREAM = "sluice-table-changes";
  private static final Instant NOW = Rows.DAY.plus(Duration.ofDays(30));
  private static final int EXPIRED = 40;

  @Test
  void exactlyTheExpiredItemsAreRowsHoweverOftenTheirChangesCome() {
    List<StoredEvent> items =
        new Rows(7)
            .rows(EXPIRED + 2, 3, 2).stream()
                .map(row -> new StoredEvent(row.event(), row.position(), NOW.minusSeconds(1)))
                .toList();
    LocalStackOptions options =
        LocalStackOptions.ephemeral()
            .withServices(Set.of(Service.DYNAMODB, Service.KINESIS))
            .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
            .withSweepPeriod(Duration.ofMillis(50))
            .withForwarded(Map.of(TABLES.events(), STREAM))
            .withDelivery(new Delivery(0.3, 0.3, 42));
    try (LocalStack stack = LocalStack.start(options);
        var tables = client(DynamoDbClient.builder(), stack.dynamoDb());
        var streams = client(KinesisClient.builder(), stack.kinesis())) {
      streams.createStream(r -> r.streamName(STREAM).shardCount(1));
      TableSetup.createMissing(tables, TABLES);
      put(tables, items.get(EXPIRED).withExpiry(NOW.plusSeconds(3600)));
      StoredEvent byHand = items.get(EXPIRED + 1).withExpiry(NOW.plusSeconds(3600));
      put(tables, byHand);
      tables.deleteItem(r ->
          r.tableName(TABLES.events())
              .key(
                  StoredEvent.SCHEMA.itemToMap(
                      byHand, List.of(StoredEvent.DEVICE_DAY, StoredEvent.EVENT_KEY))));
      items.subList(0, EXPIRED).forEach(item -> put(tables, item));

      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> {
            List<Change> arrived = changes(streams);
            assertThat(rows(arrived)).as("rows of %s", arrived).hasSize(EXPIRED);
          });

      List<Change> changes = changes(streams);
      assertThat(rows(changes))
          .isEqualTo(
              items.subList(0, EXPIRED).stream()
                  .map(item -> item.event() + item.position())
                  .collect(Collectors.toSet()));
      assertThat(changes).hasSizeGreaterThan(2 * EXPIRED + 3);
      assertThat(changes)
          .contains(new Ignored(Ignored.Kind.INSERTED), new Ignored(Ignored.Kind.REMOVED_BY_HAND))
          .noneMatch(Change.Refused.class::isInstance);
    }
  }

  private static Set<String> rows(List<Change> changes) {
    return changes.stream()
        .filter(Expired.class::isInstance)
        .map(change -> ((Expired) change).row())
        .map((ArchiveRow row) -> row.event() + row.position())
        .collect(Collectors.toSet());
  }

  private static List<Change> changes(KinesisClient streams) {
    ChangeDecoder decoder = new ChangeDecoder(TABLES.events());
    String shard = streams.listShards(r -> r.streamName(STREAM)).shards().getFirst().shardId();
    String iterator =
        streams
            .getShardIterator(r ->
                r.streamName(STREAM)
                    .shardId(shard)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    return streams.getRecords(r -> r.shardIterator(iterator)).records().stream()
        .map(record -> decoder.decode(record.data().asByteArray()))
        .toList();
  }

  private static void put(DynamoDbClient tables, StoredEvent item) {
    tables.putItem(
        r -> r.tableName(TABLES.events()).item(StoredEvent.SCHEMA.itemToMap(item, true)));
  }

  private static <C, B extends AwsClientBuilder<B, C>> C client(B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }
}
