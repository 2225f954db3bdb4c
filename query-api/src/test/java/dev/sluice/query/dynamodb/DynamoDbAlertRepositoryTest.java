package dev.sluice.query.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.alert.Alert;
import dev.sluice.local.faults.Service;
import dev.sluice.query.read.AlertRange;
import dev.sluice.query.read.AlertRepository;
import dev.sluice.query.read.AlertRepositoryContract;
import dev.sluice.query.read.Events;
import dev.sluice.query.read.SettableClock;
import dev.sluice.query.read.Slice;
import dev.sluice.query.read.Store;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoDbAlertRepositoryTest extends AlertRepositoryContract {
  private final DynamoDbStore store = DynamoDbStore.started();

  @AfterAll
  void stop() {
    store.close();
  }

  @Override
  protected AlertRepository repository() {
    return new DynamoDbAlertRepository(
        store.dynamo,
        store.tables,
        new Fanout(64, Duration.ofSeconds(10)),
        new SettableClock(Events.NOW));
  }

  @Override
  protected Store store() {
    return store;
  }

  @Test
  void aPageOfNothingCostsABoundedNumberOfQueries() {
    Instant from = Events.NOW.minus(Duration.ofDays(25));
    long before = store.operations.count(Service.DYNAMODB, "Query");
    Slice<Alert> page =
        repository()
            .findByReceivedTimeBetween(
                new AlertRange(from, from.plus(Duration.ofDays(1)), "", null, null, null),
                100,
                null);

    assertThat(page.items()).isEmpty();
    assertThat(page.next()).isNotNull();
    assertThat(store.operations.count(Service.DYNAMODB, "Query"))
        .isEqualTo(before + DynamoDbAlertRepository.MOST_MINUTES);
  }
}
