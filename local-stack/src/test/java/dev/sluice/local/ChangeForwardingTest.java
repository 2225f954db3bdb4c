package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.local.changes.Delivery;
import dev.sluice.local.faults.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KinesisDataStreamDestination;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class ChangeForwardingTest {
  private static final String TABLE = "sluice-events";
  private static final String STREAM = "sluice-table-changes";
  private static final Instant NOW = Instant.parse("2024-03-05T01:49:51Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Clients(DynamoDbClient tables, KinesisClient streams) {}

  @Test
  void everyKindOfChangeArrivesInTheDocumentedForm() {
    run(
        options(),
        clients -> {
          put(clients, "a", 1);
          put(clients, "a", 2);
          clients.tables().deleteItem(r -> r.tableName(TABLE).key(key("a")));

          List<JsonNode> changes = awaitChanges(clients, 3);

          assertThat(changes)
              .extracting(change -> change.path("eventName").asText())
              .containsExactly("INSERT", "MODIFY", "REMOVE");
          JsonNode modify = changes.get(1);
          assertThat(modify.path("tableName").asText()).isEqualTo(TABLE);
          assertThat(modify.path("eventSource").asText()).isEqualTo("aws:dynamodb");
          assertThat(modify.path("recordFormat").asText()).isEqualTo("application/json");
          assertThat(modify.path("userIdentity").isNull()).isTrue();
          JsonNode body = modify.path("dynamodb");
          assertThat(body.path("Keys")).isEqualTo(json("{\"event_id\":{\"S\":\"a\"}}"));
          assertThat(body.path("OldImage").path("expires_at").path("N").asText()).isEqualTo("1");
          assertThat(body.path("NewImage").path("expires_at").path("N").asText()).isEqualTo("2");
          assertThat(body.path("ApproximateCreationDateTime").isIntegralNumber()).isTrue();
          assertThat(body.path("SizeBytes").asInt()).isPositive();
        });
  }

  @Test
  void aChangeAfterALongSilenceArrives() {
    run(
        options(),
        clients -> {
          await()
              .during(Duration.ofSeconds(3))
              .atMost(Duration.ofSeconds(5))
              .until(() -> changes(clients).isEmpty());
          put(clients, "a", 1);
          awaitChanges(clients, 1);
        });
  }

  @Test
  void aTimeToLiveRemovalNamesDynamoDbAsItsUser() {
    run(
        options(),
        clients -> {
          clients
              .tables()
              .updateTimeToLive(r ->
                  r.tableName(TABLE)
                      .timeToLiveSpecification(s -> s.enabled(true).attributeName("expires_at")));
          put(clients, "a", NOW.getEpochSecond() - 1);

          JsonNode removal = awaitChanges(clients, 2).getLast();

          assertThat(removal.path("eventName").asText()).isEqualTo("REMOVE");
          assertThat(removal.path("userIdentity"))
              .isEqualTo(json("{\"principalId\":\"dynamodb.amazonaws.com\",\"type\":\"Service\"}"));
          assertThat(removal.path("dynamodb").path("OldImage").path("event_id").path("S").asText())
              .isEqualTo("a");
        });
  }

  @Test
  void disorderlyDeliveryRepeatsAndReordersButLosesNothing() {
    run(
        options().withDelivery(new Delivery(0.3, 0.3, 42)),
        clients -> {
          IntStream.range(0, 4).forEach(batch -> putBatch(clients, batch));
          await()
              .untilAsserted(() -> assertThat(new HashSet<>(ids(changes(clients)))).hasSize(100));

          List<String> arrived = ids(changes(clients));

          assertThat(arrived).hasSizeGreaterThan(100);
          assertThat(arrived).isNotEqualTo(arrived.stream().sorted().toList());
        });
  }

  @Test
  void forwardingIsSwitchedByTheRealCalls() {
    run(
        options().withForwarded(Map.of()),
        clients -> {
          String arn =
              clients
                  .streams()
                  .describeStreamSummary(r -> r.streamName(STREAM))
                  .streamDescriptionSummary()
                  .streamARN();
          clients
              .tables()
              .enableKinesisStreamingDestination(r -> r.tableName(TABLE).streamArn(arn));
          assertThat(destinations(clients)).containsExactly(arn);
          put(clients, "a", 1);
          awaitChanges(clients, 1);

          clients
              .tables()
              .disableKinesisStreamingDestination(r -> r.tableName(TABLE).streamArn(arn));
          assertThat(destinations(clients)).isEmpty();
        });
  }

  private static List<String> destinations(Clients clients) {
    return clients
        .tables()
        .describeKinesisStreamingDestination(r -> r.tableName(TABLE))
        .kinesisDataStreamDestinations()
        .stream()
        .map(KinesisDataStreamDestination::streamArn)
        .toList();
  }

  private static LocalStackOptions options() {
    return LocalStackOptions.ephemeral()
        .withServices(Set.of(Service.DYNAMODB, Service.KINESIS))
        .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
        .withSweepPeriod(Duration.ofMillis(50))
        .withForwarded(Map.of(TABLE, STREAM));
  }

  private static void run(LocalStackOptions options, Consumer<Clients> test) {
    try (LocalStack stack = LocalStack.start(options);
        var tables = TestClients.client(DynamoDbClient.builder(), stack.dynamoDb());
        var streams = TestClients.client(KinesisClient.builder(), stack.kinesis())) {
      streams.createStream(r -> r.streamName(STREAM).shardCount(1));
      tables.createTable(r ->
          r.tableName(TABLE)
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .attributeDefinitions(
                  a -> a.attributeName("event_id").attributeType(ScalarAttributeType.S))
              .keySchema(k -> k.attributeName("event_id").keyType(KeyType.HASH)));
      test.accept(new Clients(tables, streams));
    }
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("event_id", AttributeValue.fromS(id));
  }

  private static Map<String, AttributeValue> item(String id, long expiresAt) {
    return Map.of(
        "event_id",
        AttributeValue.fromS(id),
        "expires_at",
        AttributeValue.fromN(Long.toString(expiresAt)));
  }

  private static void put(Clients clients, String id, long expiresAt) {
    clients.tables().putItem(r -> r.tableName(TABLE).item(item(id, expiresAt)));
  }

  private static void putBatch(Clients clients, int batch) {
    List<WriteRequest> writes =
        IntStream.range(0, 25)
            .mapToObj(i -> item("id-%03d".formatted(batch * 25 + i), Long.MAX_VALUE / 1_000_000))
            .map(item -> WriteRequest.builder().putRequest(p -> p.item(item)).build())
            .toList();
    clients.tables().batchWriteItem(r -> r.requestItems(Map.of(TABLE, writes)));
  }

  private static List<JsonNode> awaitChanges(Clients clients, int count) {
    await().untilAsserted(() -> assertThat(changes(clients)).hasSize(count));
    return changes(clients);
  }

  private static List<String> ids(List<JsonNode> changes) {
    return changes.stream()
        .map(change -> change.path("dynamodb").path("Keys").path("event_id").path("S").asText())
        .toList();
  }

  private static List<JsonNode> changes(Clients clients) {
    String shard =
        clients.streams().listShards(r -> r.streamName(STREAM)).shards().getFirst().shardId();
    String iterator =
        clients
            .streams()
            .getShardIterator(r ->
                r.streamName(STREAM)
                    .shardId(shard)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    List<JsonNode> changes = new ArrayList<>();
    clients
        .streams()
        .getRecords(r -> r.shardIterator(iterator))
        .records()
        .forEach(found -> changes.add(json(found.data().asUtf8String())));
    return changes;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
