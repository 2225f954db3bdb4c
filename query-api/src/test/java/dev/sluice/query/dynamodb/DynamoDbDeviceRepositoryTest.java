package dev.sluice.query.dynamodb;

import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.faults.Service;
import dev.sluice.query.read.DeviceFilter;
import dev.sluice.query.read.DeviceRepository;
import dev.sluice.query.read.DeviceRepositoryContract;
import dev.sluice.query.read.Store;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The contract, held by DynamoDB without ever scanning a table.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoDbDeviceRepositoryTest extends DeviceRepositoryContract {
  private final DynamoDbStore store = DynamoDbStore.started();

  @AfterAll
  void stop() {
    store.close();
  }

  @Override
  protected DeviceRepository repository() {
    return new DynamoDbDeviceRepository(
        store.client, store.dynamo, store.tables, new Fanout(4, Duration.ofSeconds(5)));
  }

  @Override
  protected Store store() {
    return store;
  }

  @Test
  void aDeviceCostsOneRequest() {
    store.putState(event("one", "t", NOW, "one"));
    store.putSummary("one", NOW);
    long before = store.operations.count(Service.DYNAMODB, "Query");

    repository().findById("one", true);

    assertThat(store.operations.count(Service.DYNAMODB, "Query") - before).isOne();
    assertThat(store.operations.count(Service.DYNAMODB, "GetItem")).isZero();
  }

  @Test
  void listingAsksTheIndexAndNeverScans() {
    repository().findAllOrderByLastSeenDesc(new DeviceFilter("", null, null), 10, null);

    assertThat(store.operations.count(Service.DYNAMODB, "Query")).isPositive();
    assertThat(store.operations.count(Service.DYNAMODB, "Scan")).isZero();
  }
}
