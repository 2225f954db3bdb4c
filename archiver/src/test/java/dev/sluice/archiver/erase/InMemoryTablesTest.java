package dev.sluice.archiver.erase;

import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.HeldId;
import dev.sluice.dynamodb.StoredEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;

/// The doubles do what the tables do.
class InMemoryTablesTest {

  @Nested
  class OfEvents extends EventTablesContract {
    private final InMemoryEventTables tables = new InMemoryEventTables(new Cuts());

    @Override
    protected EventTables tables() {
      return tables;
    }

    @Override
    protected void put(Claim claim) {
      tables.ids.put(claim.eventId(), claim);
    }

    @Override
    protected void put(StoredEvent item) {
      tables.items.put(item.key(), item);
    }

    @Override
    protected Optional<HeldId> held(UUID id) {
      return Optional.ofNullable(tables.ids.get(id));
    }
  }

  @Nested
  class OfStates extends StateTableContract {
    private final InMemoryStateTable states = new InMemoryStateTable(new Cuts());

    @Override
    protected StateTable states() {
      return states;
    }

    @Override
    protected void putState(String deviceId, String eventType, int number) {
      states.put(deviceId, eventType, Samples.received(number));
    }

    @Override
    protected void putSummary(String deviceId, Instant lastSeen) {
      states.put(deviceId, DeviceSummary.SORT_KEY, lastSeen);
    }
  }

  @Nested
  class OfErasures extends ErasureRecordsContract {
    private final InMemoryErasureRecords records = new InMemoryErasureRecords(new Cuts());

    @Override
    protected ErasureRecords records() {
      return records;
    }
  }
}
