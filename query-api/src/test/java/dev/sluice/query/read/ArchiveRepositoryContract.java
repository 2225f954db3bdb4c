package dev.sluice.query.read;

import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every [ArchiveRepository] holds.
public abstract class ArchiveRepositoryContract {
  private static final Duration DAYS = Duration.ofDays(5);
  private final long seed = Long.getLong("sluice.seed", new Random().nextInt(1_000_000));
  protected final Random random = new Random(seed);

  protected abstract ArchiveRepository repository();

  /// Adds rows; an event may come again.
  protected abstract void archive(Collection<Event> events);

  @ParameterizedTest
  @EnumSource
  void pagesOverDaysAndTypesHoldEachEventOnceInOrder(Order order) {
    List<Event> events = archived(400);

    for (int i = 0; i < 12; i++) {
      Instant from = NOW.minus(DAYS).plusMillis(random.nextLong(DAYS.toMillis()));
      Instant to = from.plusMillis(1 + random.nextLong(DAYS.toMillis()));
      String type = random.nextBoolean() ? null : "type-" + random.nextInt(4);
      EventRange range = new EventRange("device-" + random.nextInt(4), from, to, type, order);
      int limit = 1 + random.nextInt(80);

      assertThat(all(range, limit))
          .as("%s by %d, seed %d", range, limit, seed)
          .containsExactlyElementsOf(expected(events, range));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsThatComeWhileSomebodyPagesNeitherHideNorRepeatWhatWasThere(Order order) {
    List<Event> events = archived(200);
    EventRange range = new EventRange("device-1", NOW.minus(DAYS), NOW, null, order);
    List<Event> found = new ArrayList<>();
    @Nullable String after = null;
    do {
      Slice<Event> slice = repository().findByDeviceIdAndEventTimeBetween(range, 7, after);
      found.addAll(slice.items());
      after = slice.next();
      archived(20);
    } while (after != null);

    assertThat(found).as("seed %d", seed).doesNotHaveDuplicates();
    assertThat(found).containsAll(expected(events, range));
    assertThat(found.stream().map(event -> event.key().eventKey()))
        .isSortedAccordingTo(Places.order(order));
  }

  @ParameterizedTest
  @EnumSource
  void eventsOfOneMillisecondAreAllFound(Order order) {
    List<Event> events =
        Stream.iterate(0, i -> i < 30, i -> i + 1)
            .map(i -> event("same-time", "type-" + i % 3, NOW, "same" + i))
            .toList();
    archive(events);

    EventRange range = new EventRange("same-time", NOW, NOW.plusMillis(1), null, order);

    assertThat(all(range, 4)).containsExactlyElementsOf(expected(events, range));
  }

  @ParameterizedTest
  @EnumSource
  void aSliceGoesOnFromABareTimeToo(Order order) {
    List<Event> events = archived(300);
    EventRange range = new EventRange("device-2", NOW.minus(DAYS), NOW, null, order);
    Instant middle = NOW.minus(DAYS.dividedBy(2));
    EventRange rest =
        order == Order.ASC
            ? range.withBounds(middle, range.to())
            : range.withBounds(range.from(), middle);

    assertThat(all(range, 1_000, Places.start(rest)))
        .containsExactlyElementsOf(expected(events, rest));
  }

  @Test
  void whereNothingIsThereNothingIsFound() {
    EventRange range = new EventRange("nobody", NOW.minus(DAYS), NOW, null, Order.DESC);

    assertThat(all(range, 10)).isEmpty();
    assertThat(repository().findByDeviceIdAndEventTimeBetween(range.withBounds(NOW, NOW), 10, null))
        .isEqualTo(new Slice<>(List.of(), null));
  }

  /// Of some devices and types, over days; a tenth of them twice.
  protected final List<Event> archived(int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(
          event(
              "device-" + random.nextInt(4),
              "type-" + random.nextInt(4),
              NOW.minusMillis(1 + random.nextLong(DAYS.toMillis())),
              "event " + random.nextLong()));
    }
    archive(events);
    archive(events.subList(0, count / 10));
    return events;
  }

  protected static List<Event> expected(List<Event> events, EventRange range) {
    Comparator<String> order = Places.order(range.order());
    return events.stream()
        .filter(event -> event.deviceId().equals(range.deviceId()))
        .filter(event -> !event.eventTime().isBefore(range.from()))
        .filter(event -> event.eventTime().isBefore(range.to()))
        .filter(event -> range.type() == null || event.eventType().equals(range.type()))
        .sorted((one, other) -> order.compare(one.key().eventKey(), other.key().eventKey()))
        .toList();
  }

  /// All slices of a range, one after the other.
  protected final List<Event> all(EventRange range, int limit) {
    return all(range, limit, null);
  }

  private List<Event> all(EventRange range, int limit, @Nullable String begin) {
    List<Event> found = new ArrayList<>();
    @Nullable String after = begin;
    do {
      Slice<Event> slice = repository().findByDeviceIdAndEventTimeBetween(range, limit, after);
      assertThat(slice.items()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(slice.items());
      after = slice.next();
    } while (after != null);
    return found;
  }
}
