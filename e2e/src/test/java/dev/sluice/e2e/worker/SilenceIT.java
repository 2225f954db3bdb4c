package dev.sluice.e2e.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.alert.Alert;
import dev.sluice.alert.SilenceRule;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.e2e.aws.StoreContents;
import dev.sluice.stream.ShardProcessor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// No worker lives for longer than a device may be silent: who went on sending meanwhile is not
/// taken for silent, who stopped is.
@EnabledIfSystemProperty(
    named = "sluice.slow",
    matches = "true",
    disabledReason = "it waits for two minutes; -Dsluice.slow=true runs it")
class SilenceIT {
  private static final SilenceRule RULE = new SilenceRule("silent", Duration.ofMinutes(1));
  private static final Duration BETWEEN_SENDS = Duration.ofSeconds(5);

  private final Clock clock = Clock.systemUTC();

  @Test
  void anOutageOfOursSilencesNobodyWhoWentOnSending(@TempDir Path directory) {
    try (WorkerStage stage = WorkerStage.with(2, directory);
        StoreContents store = new StoreContents();
        DynamoDbClient dynamo = DynamoDbClient.create();
        KinesisClient kinesis = KinesisClient.create()) {
      WorkerProcess first = stage.start("first");
      stage.awaitShards(first);
      stage.until(() -> hasBegun(dynamo));
      send(kinesis, "stops");
      send(kinesis, "goes-on");
      stage.until(() -> store.events().count() == 2);
      Instant lastSeen =
          store.events().map(item -> item.event().receivedTime()).max(Instant::compareTo).get();
      first.kill();

      Instant due = RULE.raised("any", lastSeen).receivedTime().plus(ShardProcessor.LONGEST_READ);
      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(BETWEEN_SENDS)
          .until(() -> {
            send(kinesis, "goes-on");
            return clock.instant().isAfter(due);
          });
      assertThat(store.alerts()).as("with nobody there to judge").isEmpty();

      WorkerProcess second = stage.start("second");
      stage.until(() -> store.alerts().findAny().isPresent());
      stage.until(() -> second.tally().concluded() >= store.events().count() - 2);
      assertThat(store.alerts().map(Alert::deviceId)).containsExactly("stops");
      assertThat(store.alerts().map(Alert::rule)).containsExactly(RULE.name());
    }
  }

  /// The rule judges what happens from when it was first looked at.
  private static boolean hasBegun(DynamoDbClient dynamo) {
    return dynamo.scan(scan -> scan.tableName(Resources.TABLES.alertState())).items().stream()
        .map(item -> Objects.requireNonNull(item.get("rule")).s())
        .anyMatch(rule -> rule.endsWith(RULE.name()));
  }

  private void send(KinesisClient kinesis, String device) {
    String event =
        """
        {"id":"%s","event_type":"reading","device_id":"%s","processing_timestamp":"%s",\
        "event_details":{"value":1}}\
        """
            .formatted(UUID.randomUUID(), device, clock.instant());
    kinesis.putRecord(put ->
        put.streamName(Resources.STREAM)
            .partitionKey(device)
            .data(SdkBytes.fromString(event, StandardCharsets.UTF_8)));
  }
}
