package dev.sluice.query.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.dynamodb.DynamoDbOptions;
import dev.sluice.local.dynamodb.LocalDynamoDb;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import dev.sluice.query.read.DeviceFilter;
import dev.sluice.query.read.DeviceRepository;
import dev.sluice.query.read.DeviceRepositoryContract;
import dev.sluice.query.read.Store;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The contract, held by DynamoDB without ever scanning a table.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoDbDeviceRepositoryTest extends DeviceRepositoryContract {
  private final OperationLog operations = new OperationLog();
  private LocalDynamoDb server;
  private DynamoDbStore store;

  @BeforeAll
  void start() {
    server =
        LocalDynamoDb.start(
            DynamoDbOptions.defaults().withSweepPeriod(Duration.ofHours(1)),
            new Faults(),
            operations);
    store = new DynamoDbStore(server.endpoint());
  }

  @AfterAll
  void stop() {
    store.close();
    server.close();
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

    assertThat(operations.count(Service.DYNAMODB, "Query")).isPositive();
    assertThat(operations.count(Service.DYNAMODB, "Scan")).isZero();
  }
}
