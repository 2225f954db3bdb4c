package dev.sluice.query.read;

import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static dev.sluice.query.read.Events.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Event;
import dev.sluice.model.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventHistoryTest {
  private static final Duration SPAN = Duration.ofDays(3);
  private static final String DEVICE = "device";

  private final long seed = Long.getLong("sluice.seed", new Random().nextInt(1_000_000));
  private final Random random = new Random(seed);
  private InMemoryStore table = new InMemoryStore(Clock.systemUTC());
  private InMemoryArchive archive = new InMemoryArchive();
  private final List<Event> hot = new ArrayList<>();

  /// Stops wherever it likes, and says so by the key of an event or by a bare time.
  private Slice<Event> cut(EventRange range, Slice<Event> whole, @Nullable String after) {
    int keep = random.nextInt(whole.items().size() + 1);
    if (keep == whole.items().size() || random.nextBoolean()) {
      return whole;
    }
    List<Event> kept = whole.items().subList(0, keep);
    boolean ascending = range.order() == Order.ASC;
    String bare =
        Timestamps.format(
            ascending
                ? whole.items().get(keep).eventTime()
                : whole.items().get(keep).eventTime().plusMillis(1));
    boolean behindAll =
        kept.stream()
            .allMatch(
                event -> Places.order(range.order()).compare(event.key().eventKey(), bare) < 0);
    if (behindAll && random.nextBoolean()) {
      return new Slice<>(kept, bare);
    }
    if (!kept.isEmpty()) {
      return new Slice<>(kept, kept.getLast().key().eventKey());
    }
    return new Slice<>(List.of(), after == null ? Places.start(range) : after);
  }

  private final EventRepository shortTable =
      new EventRepository() {
        @Override
        public Optional<Event> findById(UUID eventId) {
          return table.findById(eventId);
        }

        @Override
        public Slice<Event> findByDeviceIdAndEventTimeBetween(
            EventRange range, int limit, @Nullable String after) {
          return cut(range, table.findByDeviceIdAndEventTimeBetween(range, limit, after), after);
        }
      };

  private final ArchiveRepository shortArchive =
      (range, limit, after) ->
          cut(range, archive.findByDeviceIdAndEventTimeBetween(range, limit, after), after);

  private final EventHistory history = new EventHistory(shortTable, shortArchive);

  private void put(Event event) {
    table.put(stored(event, NOW.plus(Duration.ofDays(36_500))));
    hot.add(event);
  }

  private Event any(String name) {
    return event(DEVICE, "t", NOW.minusMillis(random.nextLong(SPAN.toMillis() / 20) * 20), name);
  }

  /// As an archiver that is at once done; sometimes the table is read as it was before.
  private void expireSome() {
    for (int i = random.nextInt(8); i > 0 && !hot.isEmpty(); i--) {
      Event event = hot.remove(random.nextInt(hot.size()));
      archive.archive(event);
      if (random.nextInt(4) > 0) {
        table.erase(stored(event));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachEventComesOnceInOrderWhileEventsExpire(Order order) {
    for (int round = 0; round < 25; round++) {
      table = new InMemoryStore(Clock.systemUTC());
      archive = new InMemoryArchive();
      hot.clear();
      List<Event> before = new ArrayList<>();
      String name = order + " " + round + " ";
      for (int i = 0; i < 40; i++) {
        Event event = any(name + i);
        before.add(event);
        put(event);
        if (random.nextInt(3) == 0) {
          expireSome();
        }
      }
      EventRange range = new EventRange(DEVICE, NOW.minus(SPAN), NOW, null, order);
      List<Event> found = new ArrayList<>();
      int limit = 1 + random.nextInt(90);
      int pages = 0;
      @Nullable String after = null;
      do {
        Slice<KeptEvent> slice = history.find(range, Include.ALL, limit, after);
        assertThat(slice.items()).hasSizeLessThanOrEqualTo(limit);
        slice.items().forEach(kept -> found.add(kept.event()));
        after = slice.next();
        expireSome();
        if (pages < 60) {
          put(any(name + "late " + pages));
        }
        pages++;
        assertThat(pages).as("pages of %d, seed %d", limit, seed).isLessThan(2_000);
      } while (after != null);

      assertThat(found.stream().map(event -> event.key().eventKey()))
          .as("round %d, seed %d", round, seed)
          .doesNotHaveDuplicates()
          .isSortedAccordingTo(Places.order(order))
          .containsAll(before.stream().map(event -> event.key().eventKey()).toList());
    }
  }

  @Test
  void anEventThatIsInBothIsAnsweredFromTheTable() {
    Event both = event(DEVICE, "t", NOW, "both");
    Event old = event(DEVICE, "t", NOW.minusSeconds(1), "old");
    Slice<Event> hotSlice = new Slice<>(List.of(both), null);
    Slice<Event> archived = new Slice<>(List.of(both, old), null);

    assertThat(MergedSlice.of(Order.DESC, 10, hotSlice, archived))
        .isEqualTo(
            new Slice<>(List.of(new KeptEvent(both, false), new KeptEvent(old, true)), null));
  }

  @Test
  void nothingIsAnsweredBehindWhatBothHaveRead() {
    Event first = event(DEVICE, "t", NOW, "first");
    Event second = event(DEVICE, "t", NOW.plusSeconds(1), "second");
    Event third = event(DEVICE, "t", NOW.plusSeconds(2), "third");
    String stopped = Timestamps.format(NOW.plusSeconds(1));

    assertThat(
            MergedSlice.of(
                Order.ASC,
                10,
                new Slice<>(List.of(first, third), null),
                new Slice<>(List.of(), stopped)))
        .isEqualTo(new Slice<>(List.of(new KeptEvent(first, false)), stopped));
    assertThat(
            MergedSlice.of(
                Order.ASC,
                2,
                new Slice<>(List.of(first, third), null),
                new Slice<>(List.of(second), null)))
        .isEqualTo(
            new Slice<>(
                List.of(new KeptEvent(first, false), new KeptEvent(second, true)),
                second.key().eventKey()));
  }

  @Test
  void eachPlaceCanBeAskedAlone() {
    Event fresh = event(DEVICE, "t", NOW, "fresh");
    Event old = event(DEVICE, "t", NOW.minusSeconds(1), "old");
    table.put(stored(fresh, NOW.plus(Duration.ofDays(36_500))));
    archive.archive(old);
    EventHistory exact = new EventHistory(table, archive);
    EventRange range =
        new EventRange(DEVICE, NOW.minus(SPAN), NOW.plusSeconds(1), null, Order.DESC);

    assertThat(exact.find(range, Include.HOT, 10, null).items())
        .containsExactly(new KeptEvent(fresh, false));
    assertThat(exact.find(range, Include.ARCHIVE, 10, null).items())
        .containsExactly(new KeptEvent(old, true));
    assertThat(exact.find(range, Include.ALL, 10, null).items())
        .containsExactly(new KeptEvent(fresh, false), new KeptEvent(old, true));
  }
}
