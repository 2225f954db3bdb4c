package dev.sluice.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayNotesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Journal journal = new Journal();
  private final InMemoryDeviceDays days = new InMemoryDeviceDays(journal);
  private final DayNotes notes = new DayNotes(days, Samples.RETENTION);

  @Test
  void aDateIsNotedOncePerHourOfArrivals() throws Exception {
    assertThat(notes.note(List.of(item(1, NOON, NOON), item(2, NOON, NOON)), shard())).isOne();
    assertThat(notes.note(List.of(item(3, NOON, NOON.plusSeconds(3_599))), shard())).isZero();
    assertThat(notes.note(List.of(item(4, NOON, NOON.plusSeconds(3_600))), shard())).isOne();
  }

  @Test
  void theDateIsThatOfTheDevicesClockInUtc() throws Exception {
    Instant lastMilli = Instant.parse("2026-02-28T23:59:59.999Z");
    notes.note(List.of(item(1, lastMilli, NOON), item(2, lastMilli.plusMillis(1), NOON)), shard());

    assertThat(days.kept())
        .extracting(DeviceDay::date)
        .containsExactlyInAnyOrder(LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 1));
  }

  @Test
  void aDateExpiresWithTheLastEventThatMayStillCome() throws Exception {
    notes.note(List.of(item(1, NOON, NOON)), shard());

    // the day's end, 30 days that a device's clock may be behind, 7 days of retention
    assertThat(days.kept())
        .containsExactly(
            new DeviceDay("d", LocalDate.of(2026, 3, 1), Instant.parse("2026-04-08T00:00:00Z")));
  }

  private static TestShard shard() {
    return new TestShard();
  }

  private static StoredEvent item(int id, Instant time, Instant received) {
    Event event =
        new Event(Samples.id(id), "d", "t", null, time, received, "{}", Source.ADAPTER_EVENT);
    return Samples.item(event, id);
  }
}
