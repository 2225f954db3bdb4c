package dev.sluice.e2e.bench.query.dynamodb;

import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.TableSetup;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Devices with three types of events each, and one with a history, put where the consumer would.
public final class SampleDevices {
  public static final Tables TABLES = new Tables("sluice");
  public static final int DEVICES = 100;

  private static final List<String> TYPES = List.of("humidity", "network", "temperature");
  private static final String PAYLOAD =
      "{\"celsius\":21.10,\"battery\":0.87,\"note\":\"" + "x".repeat(60) + "\"}";
  private static final Duration RETENTION = Duration.ofDays(40);
  private static final int BATCH = 25;

  private final DynamoDbEnhancedClient dynamo;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private SampleDevices(DynamoDbEnhancedClient dynamo) {
    this.dynamo = dynamo;
  }

  /// Makes the tables and fills them, with the SDK's own settings.
  ///
  /// @param histories days before today, each of which one device gets so many events on
  public static void write(String device, List<Integer> histories, int eventsEach) {
    try (DynamoDbClient client = DynamoDbClient.create()) {
      TableSetup.createMissing(client, TABLES);
      SampleDevices sample =
          new SampleDevices(DynamoDbEnhancedClient.builder().dynamoDbClient(client).build());
      IntStream.range(0, DEVICES).forEach(sample::writeState);
      for (int daysAgo : histories) {
        sample.writeDay(device, daysAgo, eventsEach);
      }
    }
  }

  public static String name(int device) {
    return "sensor-" + (1_000 + device);
  }

  private void writeState(int device) {
    DynamoDbTable<DeviceState> states = dynamo.table(TABLES.deviceState(), DeviceState.SCHEMA);
    TYPES.forEach(type -> states.putItem(new DeviceState(event(name(device), type, now))));
    dynamo
        .table(TABLES.deviceState(), DeviceSummary.SCHEMA)
        .putItem(new DeviceSummary(name(device), now));
  }

  /// Spread over the UTC day.
  private void writeDay(String device, int daysAgo, int events) {
    DynamoDbTable<StoredEvent> table = dynamo.table(TABLES.events(), StoredEvent.SCHEMA);
    Instant day = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(daysAgo));
    Duration apart = Duration.ofDays(1).dividedBy(events + 1L);
    for (int from = 0; from < events; from += BATCH) {
      WriteBatch.Builder<StoredEvent> batch =
          WriteBatch.builder(StoredEvent.class).mappedTableResource(table);
      for (int i = from; i < Math.min(events, from + BATCH); i++) {
        Instant time = day.plus(apart.multipliedBy(i)).truncatedTo(ChronoUnit.MILLIS);
        Event event = event(device, "temperature", time);
        batch.addPutItem(
            new StoredEvent(event, "1/shardId-000000000000/" + i, now.plus(RETENTION)));
      }
      dynamo.batchWriteItem(request -> request.writeBatches(batch.build()));
    }
  }

  private Event event(String device, String type, Instant time) {
    return new Event(
        UUID.randomUUID(), device, type, null, time, now, PAYLOAD, Source.ADAPTER_EVENT);
  }
}
