package dev.sluice.archiver.erase.dynamodb;

import dev.sluice.archiver.erase.ErasureRecords;
import dev.sluice.archiver.erase.ErasureRecordsContract;
import dev.sluice.archiver.erase.EventTables;
import dev.sluice.archiver.erase.EventTablesContract;
import dev.sluice.archiver.erase.Samples;
import dev.sluice.archiver.erase.StateTable;
import dev.sluice.archiver.erase.StateTableContract;
import dev.sluice.archiver.erase.aws.LocalStores;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.HeldId;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.Tables;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The tables do what their doubles do.
class DynamoDbErasureTablesIT {
  private static final LocalStores STORES = new LocalStores();

  @AfterAll
  static void stop() {
    STORES.close();
  }

  private static void put(String table, Map<String, AttributeValue> item) {
    STORES.dynamo.putItem(request -> request.tableName(table).item(item));
  }

  @Nested
  class OfEvents extends EventTablesContract {
    private final Tables tables = STORES.tables();

    @Override
    protected EventTables tables() {
      return new DynamoDbEventTables(STORES.dynamo, tables);
    }

    @Override
    protected void put(Claim claim) {
      DynamoDbErasureTablesIT.put(tables.eventIds(), Claim.SCHEMA.itemToMap(claim, true));
    }

    @Override
    protected void put(StoredEvent item) {
      DynamoDbErasureTablesIT.put(tables.events(), StoredEvent.SCHEMA.itemToMap(item, true));
    }

    @Override
    protected Optional<HeldId> held(UUID id) {
      Map<String, AttributeValue> item =
          STORES
              .dynamo
              .getItem(request ->
                  request
                      .tableName(tables.eventIds())
                      .consistentRead(true)
                      .key(Map.of(Claim.EVENT_ID, AttributeValue.fromS(id.toString()))))
              .item();
      return item.isEmpty() ? Optional.empty() : Optional.of(HeldId.of(item));
    }
  }

  @Nested
  class OfStates extends StateTableContract {
    private final Tables tables = STORES.tables();

    @Override
    protected StateTable states() {
      return new DynamoDbStateTable(STORES.dynamo, tables);
    }

    @Override
    protected void putState(String deviceId, String eventType, int number) {
      DeviceState state = new DeviceState(Samples.event(number, deviceId, eventType));
      put(tables.deviceState(), DeviceState.SCHEMA.itemToMap(state, true));
    }

    @Override
    protected void putSummary(String deviceId, Instant lastSeen) {
      put(
          tables.deviceState(),
          DeviceSummary.SCHEMA.itemToMap(new DeviceSummary(deviceId, lastSeen), true));
    }
  }

  @Nested
  class OfErasures extends ErasureRecordsContract {
    private final Tables tables = STORES.tables();

    @Override
    protected ErasureRecords records() {
      return new DynamoDbErasureRecords(STORES.dynamo, tables);
    }
  }
}
