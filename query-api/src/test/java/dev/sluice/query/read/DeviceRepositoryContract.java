package dev.sluice.query.read;

import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Event;
import dev.sluice.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [DeviceRepository] holds. Each test has devices of its own, told apart by prefix.
public abstract class DeviceRepositoryContract {

  protected abstract DeviceRepository repository();

  protected abstract Store store();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDeviceIsFoundWithTheNewestEventOfEachType(boolean consistent) {
    String device = "state-" + consistent;
    Event temperature = event(device, "temperature", NOW, device + 1);
    Event humidity = event(device, "humidity", NOW.minusSeconds(9), device + 2);
    store().putState(temperature);
    store().putState(humidity);
    store().putSummary(device, NOW.plusSeconds(31));

    DeviceSnapshot found = repository().findById(device, consistent).orElseThrow();

    assertThat(found)
        .isEqualTo(new DeviceSnapshot(device, NOW, List.of(humidity, temperature), true));
  }

  @Test
  void anUnknownDeviceIsNotFound() {
    assertThat(repository().findById("nobody", true)).isEmpty();
  }

  @Test
  void aDeviceWhoseSummaryIsNotWrittenYetIsFound() {
    Event event = event("unlisted", "t", NOW, "unlisted");
    store().putState(event);

    assertThat(repository().findById("unlisted", true))
        .contains(new DeviceSnapshot("unlisted", null, List.of(event), true));
  }

  @Test
  void devicesAreListedNewestFirstEachOnceForEveryPageSize() {
    List<SeenDevice> expected = put("list-", 61);

    for (int limit : new int[] {7, 60, 61, 1000}) {
      List<SeenDevice> found = all(new DeviceFilter("list-", null, null), limit);
      assertThat(found).as("limit %d", limit).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(found).isSortedAccordingTo(Comparator.comparing(SeenDevice::lastSeen).reversed());
    }
  }

  @Test
  void devicesOfOneMinuteAreAllListed() {
    for (int i = 0; i < 40; i++) {
      store().putSummary("minute-" + i, NOW);
    }

    assertThat(all(new DeviceFilter("minute-", null, null), 3)).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void onlyDevicesSeenSinceAreListedTheWholeMinuteIncluded() {
    put("since-", 10);

    List<SeenDevice> found =
        all(new DeviceFilter("since-", NOW.minus(Duration.ofMinutes(4)).plusSeconds(59), null), 3);

    assertThat(found)
        .extracting(SeenDevice::deviceId)
        .containsExactly("since-0", "since-1", "since-2", "since-3", "since-4");
  }

  @Test
  void onlyDevicesSeenUntilAreListedTheWholeMinuteIncluded() {
    put("until-", 10);
    Instant since = NOW.minus(Duration.ofMinutes(7)).plusSeconds(59);
    Instant until = NOW.minus(Duration.ofMinutes(5));

    assertThat(all(new DeviceFilter("until-", null, until), 3))
        .extracting(SeenDevice::deviceId)
        .containsExactly("until-5", "until-6", "until-7", "until-8", "until-9");
    assertThat(all(new DeviceFilter("until-", since, until.plusSeconds(59)), 2))
        .extracting(SeenDevice::deviceId)
        .containsExactly("until-5", "until-6", "until-7");
  }

  @Test
  void manyDevicesAreAnsweredInTheOrderAskedFor() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ids.addFirst("many-" + i);
      if (i % 3 != 0) {
        store().putState(event("many-" + i, "t", NOW, "many-" + i));
      }
    }

    List<Optional<DeviceSnapshot>> found = repository().findAllById(ids);

    assertThat(found).hasSameSizeAs(ids);
    for (int i = 0; i < ids.size(); i++) {
      int number = 29 - i;
      assertThat(found.get(i).map(DeviceSnapshot::deviceId))
          .isEqualTo(number % 3 == 0 ? Optional.empty() : Optional.of("many-" + number));
    }
  }

  @Test
  void aDeviceSeenAgainWhileSomebodyPagesIsNotListedTwice() {
    List<SeenDevice> before = put("again-", 30);
    DeviceFilter filter = new DeviceFilter("again-", null, null);
    List<SeenDevice> found = new ArrayList<>();
    @Nullable String after = null;
    do {
      Slice<SeenDevice> slice = repository().findAllOrderByLastSeenDesc(filter, 4, after);
      found.addAll(slice.items());
      after = slice.next();
      store().putSummary(found.getFirst().deviceId(), NOW.plusSeconds(60L * found.size()));
    } while (after != null);

    assertThat(found).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void aPageThatEndsWithTheLastDeviceHasNoNext() {
    put("exact-", 5);

    Slice<SeenDevice> slice =
        repository().findAllOrderByLastSeenDesc(new DeviceFilter("exact-", null, null), 5, null);

    assertThat(slice.items()).hasSize(5);
    assertThat(slice.next()).isNull();
  }

  /// One device a minute, back from now.
  private List<SeenDevice> put(String prefix, int count) {
    List<SeenDevice> devices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant seen = NOW.minus(Duration.ofMinutes(i));
      store().putSummary(prefix + i, seen.plusSeconds(i % 60));
      devices.add(new SeenDevice(prefix + i, Timestamps.minute(seen)));
    }
    return devices;
  }

  private List<SeenDevice> all(DeviceFilter filter, int limit) {
    List<SeenDevice> found = new ArrayList<>();
    @Nullable String after = null;
    do {
      Slice<SeenDevice> slice = repository().findAllOrderByLastSeenDesc(filter, limit, after);
      assertThat(slice.items()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(slice.items());
      after = slice.next();
    } while (after != null);
    return found;
  }
}
