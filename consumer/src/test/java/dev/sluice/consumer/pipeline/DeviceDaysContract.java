package dev.sluice.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.DeviceDay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [DeviceDays] must do.
public abstract class DeviceDaysContract {
  private static final LocalDate DATE = LocalDate.of(2026, 3, 1);
  private static final Instant EXPIRY = Instant.parse("2026-04-08T00:00:00Z");

  private final TestShard shard = new TestShard();

  /// Notes into an empty store; the same one within a test.
  protected abstract DeviceDays days();

  protected abstract Collection<DeviceDay> kept();

  private void note(DeviceDay... some) throws Exception {
    days().note(List.of(some), shard);
  }

  @Test
  void datesOfADeviceAndDevicesOfADateAreKeptApart() throws Exception {
    DeviceDay one = new DeviceDay("d", DATE, EXPIRY);
    DeviceDay next = new DeviceDay("d", DATE.plusDays(1), EXPIRY.plusSeconds(86_400));
    DeviceDay other = new DeviceDay("e", DATE, EXPIRY);
    note(one, next);
    note(other);
    assertThat(kept()).containsExactlyInAnyOrder(one, next, other);
  }

  @Test
  void notedAgainItStaysTheSame() throws Exception {
    DeviceDay day = new DeviceDay("d", DATE, EXPIRY);
    note(day);
    note(day);
    assertThat(kept()).containsExactly(day);
  }

  @Test
  void theLaterExpiryCountsInWhateverOrder() throws Exception {
    DeviceDay early = new DeviceDay("d", DATE, EXPIRY);
    DeviceDay late = new DeviceDay("d", DATE, EXPIRY.plusSeconds(1));
    note(early);
    note(late);
    note(early);
    assertThat(kept()).containsExactly(late);
  }

  @Test
  void sixtyOfWhichSomeAreNotedAlready() throws Exception {
    days().note(range(0, 40), shard);
    days().note(range(20, 60), shard);
    assertThat(kept()).containsExactlyInAnyOrderElementsOf(range(0, 60));
  }

  private static List<DeviceDay> range(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> new DeviceDay("device-" + i, DATE, EXPIRY))
        .toList();
  }
}
