package dev.sluice.query.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.faults.Service;
import dev.sluice.query.read.Events;
import dev.sluice.query.read.SettableClock;
import dev.sluice.query.read.Store;
import dev.sluice.query.read.WindowRepository;
import dev.sluice.query.read.WindowRepositoryContract;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowLength;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The contract, held by DynamoDB without ever scanning a table.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoDbWindowRepositoryTest extends WindowRepositoryContract {
  private final DynamoDbStore store = DynamoDbStore.started();

  @AfterAll
  void stop() {
    store.close();
  }

  @Override
  protected WindowRepository repository() {
    return new DynamoDbWindowRepository(store.client, store.tables, new SettableClock(Events.NOW));
  }

  @Override
  protected Store store() {
    return store;
  }

  @Test
  void minutesCostAQueryPerHourAndHoursAQueryPerDay() {
    Instant day = Events.NOW.truncatedTo(ChronoUnit.DAYS);
    assertThat(queries(WindowLength.MINUTE, day.minus(Duration.ofDays(1)), day)).isEqualTo(24);
    assertThat(queries(WindowLength.HOUR, day.minus(Duration.ofDays(31)), day)).isEqualTo(31);
    assertThat(store.operations.count(Service.DYNAMODB, "Scan")).isZero();
  }

  private long queries(WindowLength length, Instant from, Instant to) {
    long before = store.operations.count(Service.DYNAMODB, "Query");
    repository().findByStartBetween(new WindowField("none", "/payload/none"), length, from, to);
    return store.operations.count(Service.DYNAMODB, "Query") - before;
  }
}
