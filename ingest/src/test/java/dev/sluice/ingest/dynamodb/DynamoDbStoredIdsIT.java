package dev.sluice.ingest.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.TableSetup;
import dev.sluice.dynamodb.Tables;
import dev.sluice.ingest.status.StoreAwayException;
import dev.sluice.ingest.status.StoredIds.Held;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Service;
import dev.sluice.model.EventKey;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbStoredIdsIT {
  private static final Tables TABLES = new Tables("ids");
  private static final Instant NOW = Instant.now();
  private static LocalStack stack;
  private static DynamoDbClient dynamo;
  private static DynamoDbStoredIds ids;

  @BeforeAll
  static void start() {
    stack = LocalStack.start(LocalStackOptions.ephemeral());
    stack.sdkProperties().forEach(System::setProperty);
    dynamo = DynamoDbClient.builder().httpClientBuilder(Apache5HttpClient.builder()).build();
    TableSetup.createMissing(dynamo, TABLES);
    ids = new DynamoDbStoredIds(dynamo, TABLES, Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    dynamo.close();
    stack.close();
  }

  private static <T> void put(TableSchema<T> schema, T item) {
    dynamo.putItem(r -> r.tableName(TABLES.eventIds()).item(schema.itemToMap(item, true)));
  }

  private static UUID claimed(Instant until) {
    UUID id = UUID.randomUUID();
    put(
        Claim.SCHEMA,
        new Claim(
            id,
            EventKey.of("a:b-1", NOW, id),
            "new_process",
            new Fingerprint("f"),
            "p",
            until,
            until));
    return id;
  }

  @Test
  void claimsAreFoundWithTheirDevicesHoweverManyAreAskedFor() {
    List<UUID> there =
        Stream.generate(() -> claimed(NOW.plus(Duration.ofDays(1)))).limit(130).toList();
    List<UUID> asked =
        Stream.concat(there.stream(), Stream.generate(UUID::randomUUID).limit(130)).toList();
    assertThat(ids.find(asked))
        .isEqualTo(there.stream().collect(Collectors.toMap(id -> id, id -> new Held("a:b-1"))));
    assertThat(ids.find(List.of())).isEmpty();
  }

  @Test
  void whatHasExpiredIsNotThereAndWhatWasErasedTellsNoDevice() {
    UUID expired = claimed(NOW.minusSeconds(1));
    UUID erased = UUID.randomUUID();
    put(
        ErasedClaim.SCHEMA,
        new ErasedClaim(erased, Timestamps.day(NOW), "new_process", NOW.plusSeconds(3_600)));
    assertThat(ids.find(List.of(expired, erased))).isEqualTo(Map.of(erased, new Held("")));
  }

  @Test
  void aTableThatDoesNotAnswerIsNotTakenForAnEmptyOne() {
    stack.faults().arm(Service.DYNAMODB, "BatchGetItem", new Fault.AccessDenied(), 1);
    assertThatThrownBy(() -> ids.find(List.of(UUID.randomUUID())))
        .isInstanceOf(StoreAwayException.class)
        .hasMessageContaining("ids-event-ids");
  }
}
