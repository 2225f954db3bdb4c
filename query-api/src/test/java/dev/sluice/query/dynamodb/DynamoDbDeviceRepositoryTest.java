package dev.sluice.query.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.faults.Service;
import dev.sluice.query.read.DeviceFilter;
import dev.sluice.query.read.DeviceRepository;
import dev.sluice.query.read.DeviceRepositoryContract;
import dev.sluice.query.read.Store;
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
    return new DynamoDbDeviceRepository(store.dynamo, store.tables);
  }

  @Override
  protected Store store() {
    return store;
  }

  @Test
  void listingAsksTheIndexAndNeverScans() {
    repository().findAllOrderByLastSeenDesc(new DeviceFilter("", null), 10, null);

    assertThat(store.operations.count(Service.DYNAMODB, "Query")).isPositive();
    assertThat(store.operations.count(Service.DYNAMODB, "Scan")).isZero();
  }
}
