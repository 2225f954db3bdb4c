package dev.sluice.query.read;

import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static dev.sluice.query.read.Events.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every [EventRepository] holds. Each test has devices of its own.
public abstract class EventRepositoryContract {
  protected final SettableClock clock = new SettableClock(NOW);

  protected abstract EventRepository repository();

  protected abstract Store store();

  @Test
  void anEventIsFoundByItsIdAsItWasStored() {
    Event event =
        new Event(
            UUID.fromString("169a9a74-0b1f-4e4e-9c0b-6f5b7d3a2c11"),
            "by-id",
            "account",
            "created",
            NOW.minusSeconds(5),
            NOW,
            "{\"amount\":1.10,\"big\":12345678901234567890.123456789}",
            Source.NAMED_EVENT);
    store().put(stored(event));

    assertThat(repository().findById(event.eventId())).contains(event);
  }

  @Test
  void anUnknownIdIsNotFound() {
    assertThat(repository().findById(UUID.fromString("00000000-0000-4000-8000-000000000000")))
        .isEmpty();
  }

  @Test
  void aClaimWithoutItsEventIsNotFound() {
    Event event = event("claimed", "temperature", NOW, "claimed");
    store().putClaim(stored(event));

    assertThat(repository().findById(event.eventId())).isEmpty();
  }

  @Test
  void anErasedEventIsNotFound() {
    Event event = event("erased", "temperature", NOW, "erased");
    store().put(stored(event));
    store().erase(stored(event));

    assertThat(repository().findById(event.eventId())).isEmpty();
  }

  @Test
  void anEventIsInvisibleFromItsExpiryOn() {
    Event event = event("expiring", "temperature", NOW, "expiring");
    store().put(stored(event, NOW.plusSeconds(10)));
    EventRange range = range("expiring", NOW.minusSeconds(60), NOW.plusSeconds(60), Order.ASC);

    clock.advance(Duration.ofMillis(9_999));
    assertThat(repository().findById(event.eventId())).contains(event);
    assertThat(all(range, 10)).containsExactly(event);

    clock.advance(Duration.ofMillis(1));
    assertThat(repository().findById(event.eventId())).isEmpty();
    assertThat(all(range, 10)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aRangeHoldsItsStartAndNotItsEnd(Order order) {
    Instant from = Instant.parse("2026-03-04T22:00:00Z");
    Instant to = Instant.parse("2026-03-05T02:00:00Z");
    String device = "bounds-" + order;
    Event before = put(event(device, "t", from.minusMillis(1), device + "before"));
    Event first = put(event(device, "t", from, device + "first"));
    Event last = put(event(device, "t", to.minusMillis(1), device + "last"));
    Event after = put(event(device, "t", to, device + "after"));

    List<Event> found = all(range(device, from, to, order), 10);

    assertThat(found)
        .containsExactlyElementsOf(
            order == Order.ASC ? List.of(first, last) : List.of(last, first));
    assertThat(found).doesNotContain(before, after);
  }

  @ParameterizedTest
  @EnumSource
  void pagesOverDaysHoldEachEventOnceInOrder(Order order) {
    String device = "paged-" + order;
    List<Event> events = spread(device, 137, Duration.ofDays(6));

    for (int limit : new int[] {7, 50, 136, 137, 1000}) {
      assertThat(all(range(device, NOW.minus(Duration.ofDays(10)), NOW, order), limit))
          .as("limit %d", limit)
          .containsExactlyElementsOf(order == Order.ASC ? events : events.reversed());
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesWhileSomebodyPagesNeitherHideNorRepeatWhatWasThere(Order order) {
    String device = "moving-" + order;
    List<Event> events = spread(device, 60, Duration.ofDays(3));
    EventRange range = range(device, NOW.minus(Duration.ofDays(4)), NOW, order);
    Random random = new Random(7);
    List<Event> found = new ArrayList<>();
    String after = null;
    do {
      Slice<Event> slice = repository().findByDeviceIdAndEventTimeBetween(range, 7, after);
      found.addAll(slice.items());
      after = slice.next();
      Instant time = NOW.minusMillis(random.nextLong(Duration.ofDays(3).toMillis()));
      put(event(device, "t", time, device + "new" + found.size()));
    } while (after != null);

    assertThat(found).doesNotHaveDuplicates().containsAll(events);
    assertThat(found.stream().map(event -> event.key().eventKey()))
        .isSortedAccordingTo(
            order == Order.ASC ? java.util.Comparator.naturalOrder() : Collections.reverseOrder());
  }

  @Test
  void onlyEventsOfTheTypeAreFoundThoughTheyAreRare() {
    String device = "typed";
    for (int i = 0; i < 60; i++) {
      put(event(device, i % 20 == 0 ? "rare" : "common", NOW.minusSeconds(i), device + i));
    }
    EventRange range =
        new EventRange(device, NOW.minusSeconds(100), NOW.plusSeconds(1), "rare", Order.DESC);

    assertThat(all(range, 2))
        .extracting(Event::eventTime)
        .containsExactly(NOW, NOW.minusSeconds(20), NOW.minusSeconds(40));
  }

  @Test
  void eventsOfOneMillisecondAreAllFound() {
    String device = "same-time";
    for (int i = 0; i < 9; i++) {
      put(event(device, "t", NOW, device + i));
    }

    assertThat(all(range(device, NOW, NOW.plusMillis(1), Order.ASC), 2)).hasSize(9);
  }

  @Test
  void aPageThatEndsWithTheLastEventHasNoNext() {
    String device = "exact";
    spread(device, 4, Duration.ofHours(4));
    EventRange range = range(device, NOW.minus(Duration.ofDays(1)), NOW, Order.DESC);

    Slice<Event> slice = repository().findByDeviceIdAndEventTimeBetween(range, 4, null);

    assertThat(slice.items()).hasSize(4);
    assertThat(slice.next()).isNull();
  }

  @Test
  void anotherDeviceWhoseIdBeginsTheSameIsNotMixedIn() {
    put(event("near", "t", NOW, "near"));
    put(event("near2", "t", NOW, "near2"));

    assertThat(all(range("near", NOW, NOW.plusMillis(1), Order.ASC), 10))
        .extracting(Event::deviceId)
        .containsExactly("near");
  }

  protected final Event put(Event event) {
    StoredEvent stored = stored(event);
    store().put(stored);
    return event;
  }

  protected static EventRange range(String device, Instant from, Instant to, Order order) {
    return new EventRange(device, from, to, null, order);
  }

  /// All slices of a range, one after the other.
  protected final List<Event> all(EventRange range, int limit) {
    List<Event> found = new ArrayList<>();
    @Nullable String after = null;
    do {
      Slice<Event> slice = repository().findByDeviceIdAndEventTimeBetween(range, limit, after);
      assertThat(slice.items()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(slice.items());
      after = slice.next();
    } while (after != null);
    return found;
  }

  /// Events in order of time, the newest one second before now.
  private List<Event> spread(String device, int count, Duration over) {
    List<Event> events = new ArrayList<>();
    for (int i = count; i > 0; i--) {
      Instant time = NOW.minusSeconds(1).minus(over.multipliedBy(i - 1L).dividedBy(count));
      events.add(put(event(device, "t", time, device + "#" + i)));
    }
    return events;
  }
}
