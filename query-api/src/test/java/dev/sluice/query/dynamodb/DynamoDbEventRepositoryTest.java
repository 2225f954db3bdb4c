package dev.sluice.query.dynamodb;

import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static dev.sluice.query.read.Events.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Event;
import dev.sluice.model.Source;
import dev.sluice.query.read.EventRange;
import dev.sluice.query.read.EventRepository;
import dev.sluice.query.read.EventRepositoryContract;
import dev.sluice.query.read.Order;
import dev.sluice.query.read.Slice;
import dev.sluice.query.read.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The contract, and what is DynamoDB's own: its pages of 1 MB.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoDbEventRepositoryTest extends EventRepositoryContract {
  private final DynamoDbStore store = DynamoDbStore.started();

  @AfterAll
  void stop() {
    store.close();
  }

  @Override
  protected EventRepository repository() {
    return new DynamoDbEventRepository(store.dynamo, store.tables, clock);
  }

  @Override
  protected Store store() {
    return store;
  }

  @ParameterizedTest
  @EnumSource
  void aRareTypeAmongMegabytesComesInShortPagesThatLoseNothing(Order order) {
    String device = "heavy-" + order;
    for (int i = 0; i < 44; i++) {
      put(heavy(device, i));
    }
    Event last = put(event(device, "rare", NOW.minus(Duration.ofDays(20)), device + "last"));
    Event first = put(event(device, "rare", NOW.minusSeconds(1), device + "first"));
    EventRange range = new EventRange(device, NOW.minus(Duration.ofDays(30)), NOW, "rare", order);

    Slice<Event> slice = repository().findByDeviceIdAndEventTimeBetween(range, 10, null);

    assertThat(slice.next()).as("where a slice of bounded work stopped").isNotNull();
    assertThat(all(range, 10)).containsExactlyInAnyOrder(first, last);
  }

  @Test
  void aThousandEventsOfADayCostAtMostThreeRequestsAndOfSeveralTwoMoreThanDays() {
    Instant noon = NOW.minus(Duration.ofDays(2));
    for (int i = 0; i < 1_000; i++) {
      put(event("costly", "t", noon.plusSeconds(i), "costly" + i));
      put(event("costly-7", "t", noon.minus(Duration.ofDays(i % 7)).plusSeconds(i), "7costly" + i));
    }

    assertThat(requestsFor(range("costly", noon, noon.plusSeconds(1_000), Order.DESC)))
        .isLessThanOrEqualTo(3);
    assertThat(
            requestsFor(
                range(
                    "costly-7",
                    noon.minus(Duration.ofDays(6)),
                    noon.plusSeconds(1_000),
                    Order.ASC)))
        .isLessThanOrEqualTo(7 + 2);
  }

  private long requestsFor(EventRange range) {
    long before = store.operations.counts().values().stream().mapToLong(count -> count).sum();
    assertThat(repository().findByDeviceIdAndEventTimeBetween(range, 1_000, null).items())
        .hasSize(1_000);
    return store.operations.counts().values().stream().mapToLong(count -> count).sum() - before;
  }

  @Test
  void expiredEventsThatAreNotDeletedYetDoNotHideLiveOnesBehindThem() {
    for (int i = 0; i < 30; i++) {
      store.put(stored(event("stale", "t", NOW.minusSeconds(i), "stale" + i), NOW.minusSeconds(1)));
    }
    Event live = put(event("stale", "t", NOW.minusSeconds(40), "live"));

    assertThat(all(range("stale", NOW.minusSeconds(60), NOW.plusSeconds(1), Order.DESC), 1))
        .containsExactly(live);
  }

  /// A third of a megabyte; some on each of several days.
  private static Event heavy(String device, int i) {
    return new Event(
        UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) device.length()}),
        device,
        "common",
        null,
        NOW.minus(Duration.ofHours(7L * i)).minusSeconds(5),
        NOW,
        "{\"filler\":\"" + "x".repeat(350_000) + "\"}",
        Source.ADAPTER_EVENT);
  }
}
