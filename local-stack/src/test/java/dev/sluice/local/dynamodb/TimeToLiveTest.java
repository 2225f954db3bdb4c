package dev.sluice.local.dynamodb;

import static dev.sluice.local.dynamodb.TestTables.TABLE;
import static dev.sluice.local.dynamodb.TestTables.item;
import static dev.sluice.local.dynamodb.TestTables.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.TestClients;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class TimeToLiveTest {
  private static final Instant NOW = Instant.parse("2024-03-05T01:49:51Z");

  private final SettableClock clock = new SettableClock(NOW);
  private LocalDynamoDb server;
  private DynamoDbClient client;

  @BeforeEach
  void start() {
    server =
        LocalDynamoDb.start(
            DynamoDbOptions.defaults().withClock(clock).withSweepPeriod(Duration.ofMillis(50)),
            new Faults(),
            new OperationLog());
    client = TestClients.client(DynamoDbClient.builder(), server.endpoint());
    TestTables.create(client);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void anExpiredItemGoesWithoutBeingAskedForAndALivingOneStays() {
    put(item("d1", "gone", NOW.getEpochSecond() + 60));
    put(item("d1", "stays", NOW.getEpochSecond() + 3600));
    put(item("d1", "no-expiry"));

    clock.advance(Duration.ofSeconds(61));

    await().untilAsserted(() -> assertThat(sortKeys()).containsExactly("no-expiry", "stays"));
  }

  @Test
  void onceSweepsHaveEndedWhatExpiresStays() {
    put(item("d1", "gone", NOW.getEpochSecond() - 1));
    await().until(() -> server.expired(TestTables.TABLE) == 1);

    server.endSweeps();
    put(item("d1", "stays", NOW.getEpochSecond() - 1));

    assertThat(sortKeys()).containsExactly("stays");
    assertThat(server.expired(TestTables.TABLE)).isEqualTo(1);
  }

  @Test
  void anItemExpiredFiveYearsAgoIsLeftAloneAsInDynamoDb() {
    put(item("d1", "ancient", NOW.minus(Duration.ofDays(6 * 366)).getEpochSecond()));
    put(item("d1", "past", NOW.minus(Duration.ofDays(366)).getEpochSecond()));

    await().untilAsserted(() -> assertThat(sortKeys()).containsExactly("ancient"));
  }

  @Test
  void anAttributeThatIsNoNumberNeverExpires() {
    put(
        Map.of(
            "pk", AttributeValue.fromS("d1"),
            "sk", AttributeValue.fromS("text"),
            "expires_at", AttributeValue.fromS("1")));

    assertThat(server.deleteExpired()).isZero();
    assertThat(sortKeys()).containsExactly("text");
  }

  @Test
  void theStreamTellsATimeToLiveRemovalFromAUsersDelete() {
    put(item("d1", "expired", NOW.getEpochSecond() + 60));
    put(item("d1", "deleted", NOW.getEpochSecond() + 60));
    client.deleteItem(request -> request.tableName(TABLE).key(item("d1", "deleted")));
    clock.advance(Duration.ofSeconds(61));
    await().untilAsserted(() -> assertThat(sortKeys()).isEmpty());

    List<Record> removals =
        changes().stream().filter(r -> r.eventName() == OperationType.REMOVE).toList();

    assertThat(removals).hasSize(2);
    assertThat(text(removals.getFirst().dynamodb().oldImage(), "sk")).isEqualTo("deleted");
    assertThat(removals.getFirst().userIdentity()).isNull();
    assertThat(text(removals.getLast().dynamodb().oldImage(), "sk")).isEqualTo("expired");
    assertThat(removals.getLast().userIdentity().principalId()).isEqualTo("dynamodb.amazonaws.com");
    assertThat(removals.getLast().userIdentity().type()).isEqualTo("Service");
  }

  private void put(Map<String, AttributeValue> item) {
    client.putItem(request -> request.tableName(TABLE).item(item));
  }

  private List<String> sortKeys() {
    return client.scan(request -> request.tableName(TABLE)).items().stream()
        .map(found -> text(found, "sk"))
        .sorted()
        .toList();
  }

  private List<Record> changes() {
    try (var streams = TestClients.client(DynamoDbStreamsClient.builder(), server.endpoint())) {
      String arn = client.describeTable(r -> r.tableName(TABLE)).table().latestStreamArn();
      String shard =
          streams
              .describeStream(r -> r.streamArn(arn))
              .streamDescription()
              .shards()
              .getFirst()
              .shardId();
      String iterator =
          streams
              .getShardIterator(r ->
                  r.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      return streams.getRecords(r -> r.shardIterator(iterator)).records();
    }
  }
}
