package dev.sluice.query.read;

import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static dev.sluice.query.read.Events.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Event;
import dev.sluice.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every [DayRepository] holds. Each test has a date of its own.
public abstract class DayRepositoryContract {
  private static final LocalDate TODAY = Timestamps.day(NOW);

  protected abstract DayRepository repository();

  protected abstract Store store();

  @Test
  void everyEventOfTheDateComesOnceForEveryPageSizeDeviceByDevice() {
    List<Event> expected = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      expected.add(put("page-" + i % 23, i % 2 == 0 ? "even" : "odd", at(1, i)));
    }
    put("page-1", "even", at(2, 0));
    put("page-1", "even", at(1, 0).minus(Duration.ofDays(1)));

    for (int limit : new int[] {1, 7, 100, 120, 1000}) {
      List<Event> found = all(new EventDay(date(1), null, ""), limit);
      assertThat(found).as("limit %d", limit).containsExactlyInAnyOrderElementsOf(expected);
      assertGrouped(found);
    }
  }

  @Test
  void onlyEventsOfTheTypeAndOfDevicesWithThePrefixCome() {
    put("a-1", "t", at(3, 1));
    Event wanted = put("b-1", "t", at(3, 2));
    put("b-1", "u", at(3, 3));
    Event other = put("b-2", "t", at(3, 4));

    assertThat(all(new EventDay(date(3), "t", "b-"), 1)).containsExactlyInAnyOrder(wanted, other);
    assertThat(all(new EventDay(date(3), "t", "c"), 10)).isEmpty();
  }

  @Test
  void anExpiredEventIsNotAnswered() {
    Event live = put("stale", "t", at(4, 1));
    StoredEvent expired = stored(event("stale", "t", at(4, 2), "expired"), NOW);
    store().put(expired);

    assertThat(all(new EventDay(date(4), null, ""), 10)).containsExactly(live);
  }

  @Test
  void aDateWithoutEventsHasNone() {
    assertThat(all(new EventDay(date(39), null, ""), 10)).isEmpty();
  }

  @Test
  void whatComesWhileSomebodyPagesRepeatsAndHidesNothing() {
    List<Event> before = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      before.add(put("new-" + i % 5, "t", at(5, 2 * i)));
    }
    EventDay day = new EventDay(date(5), null, "");
    List<Event> found = new ArrayList<>();
    @Nullable String after = null;
    int page = 0;
    do {
      Slice<Event> slice = repository().findByEventDate(day, 3, after);
      found.addAll(slice.items());
      after = slice.next();
      put("new-" + page % 5, "t", at(5, 2 * page + 1));
      put("newer-" + page, "t", at(5, page));
      page++;
    } while (after != null && page < 100);

    assertThat(found).doesNotHaveDuplicates().containsAll(before);
  }

  protected final Event put(String device, String type, Instant time) {
    Event event = event(device, type, time, device + type + time);
    store().put(stored(event));
    note(device, Timestamps.day(time));
    return event;
  }

  protected final void note(String device, LocalDate date) {
    store().putDay(new DeviceDay(device, date, NOW.plus(Duration.ofDays(40))));
  }

  protected static LocalDate date(int daysAgo) {
    return TODAY.minusDays(daysAgo);
  }

  /// The n-th minute of a date.
  protected static Instant at(int daysAgo, int minute) {
    return date(daysAgo)
        .atStartOfDay(java.time.ZoneOffset.UTC)
        .toInstant()
        .plusSeconds(60L * minute);
  }

  protected final List<Event> all(EventDay day, int limit) {
    List<Event> found = new ArrayList<>();
    @Nullable String after = null;
    int pages = 0;
    do {
      Slice<Event> slice = repository().findByEventDate(day, limit, after);
      assertThat(slice.items()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(slice.items());
      after = slice.next();
      assertThat(++pages).as("pages").isLessThan(1_000);
    } while (after != null);
    return found;
  }

  /// A device's events lie together, by time.
  private static void assertGrouped(List<Event> found) {
    List<String> devices = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      String device = found.get(i).deviceId();
      if (i == 0 || !device.equals(found.get(i - 1).deviceId())) {
        devices.add(device);
      } else {
        assertThat(found.get(i).eventTime()).isAfter(found.get(i - 1).eventTime());
      }
    }
    assertThat(devices).doesNotHaveDuplicates();
  }
}
