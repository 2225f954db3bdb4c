package dev.sluice.query.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.faults.Service;
import dev.sluice.query.read.Events;
import dev.sluice.query.read.QualityRepository;
import dev.sluice.query.read.QualityRepositoryContract;
import dev.sluice.query.read.SettableClock;
import dev.sluice.query.read.Store;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The contract, held by DynamoDB without ever scanning a table.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoDbQualityRepositoryTest extends QualityRepositoryContract {
  private final DynamoDbStore store = DynamoDbStore.started();

  @AfterAll
  void stop() {
    store.close();
  }

  @Override
  protected QualityRepository repository() {
    return new DynamoDbQualityRepository(store.dynamo, store.tables, new SettableClock(Events.NOW));
  }

  @Override
  protected Store store() {
    return store;
  }

  @Test
  void aDayCostsAQueryPerHour() {
    long before = store.operations.count(Service.DYNAMODB, "Query");
    repository()
        .findByReceivedMinuteBetween(
            Events.NOW.minus(Duration.ofDays(21)), Events.NOW.minus(Duration.ofDays(20)));

    assertThat(store.operations.count(Service.DYNAMODB, "Query")).isEqualTo(before + 24);
    assertThat(store.operations.count(Service.DYNAMODB, "Scan")).isZero();
  }
}
