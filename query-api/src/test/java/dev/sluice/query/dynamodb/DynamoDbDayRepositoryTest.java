package dev.sluice.query.dynamodb;

import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.faults.Service;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import dev.sluice.query.read.DayRepository;
import dev.sluice.query.read.DayRepositoryContract;
import dev.sluice.query.read.EventDay;
import dev.sluice.query.read.SettableClock;
import dev.sluice.query.read.Slice;
import dev.sluice.query.read.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The contract, and what is DynamoDB's own: its pages of 1 MB, and what a slice may cost.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoDbDayRepositoryTest extends DayRepositoryContract {
  private final DynamoDbStore store = DynamoDbStore.started();

  @AfterAll
  void stop() {
    store.close();
  }

  @Override
  protected DayRepository repository() {
    return new DynamoDbDayRepository(
        store.dynamo, store.tables, new Fanout(4, Duration.ofSeconds(10)), new SettableClock(NOW));
  }

  @Override
  protected Store store() {
    return store;
  }

  @Test
  void aSliceAsksABoundedNumberOfPartitionsAndSaysWhereToGoOn() {
    for (int i = 0; i < 150; i++) {
      note("silent-" + i, date(10));
    }
    Event last = put("silent-9", "t", at(10, 1));
    EventDay day = new EventDay(date(10), null, "");
    long before = store.operations.count(Service.DYNAMODB, "Query");

    Slice<Event> slice = repository().findByEventDate(day, 1_000, null);

    assertThat(slice.next()).isNotNull();
    assertThat(store.operations.count(Service.DYNAMODB, "Query") - before)
        .as("100 partitions of events, and at most 8 of devices")
        .isBetween(101L, 116L);
    assertThat(all(day, 1_000)).containsExactly(last);
  }

  @Test
  void aRareTypeAmongMegabytesIsFoundInPagesThatLoseNothing() {
    List<Event> rare = new ArrayList<>();
    for (int device = 0; device < 3; device++) {
      for (int i = 0; i < 12; i++) {
        store.put(stored(heavy("heavy-" + device, i)));
      }
      rare.add(put("heavy-" + device, "rare", at(11, 600)));
    }

    assertThat(all(new EventDay(date(11), "rare", ""), 2))
        .containsExactlyInAnyOrderElementsOf(rare);
    assertThat(all(new EventDay(date(11), null, ""), 1_000)).hasSize(39);
  }

  /// A third of a megabyte.
  private static Event heavy(String device, int i) {
    return new Event(
        UUID.nameUUIDFromBytes((device + i).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        device,
        "common",
        null,
        at(11, i),
        NOW,
        "{\"filler\":\"" + "x".repeat(350_000) + "\"}",
        Source.ADAPTER_EVENT);
  }
}
