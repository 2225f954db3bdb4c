package dev.sluice.archiver.erase;

import static dev.sluice.archiver.erase.Samples.DOOMED;
import static dev.sluice.archiver.erase.Samples.ERASED_AT;
import static dev.sluice.archiver.erase.Samples.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.archiver.erase.StateTable.Entry;
import dev.sluice.dynamodb.DeviceSummary;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What every [StateTable] must do.
public abstract class StateTableContract {
  private static final Instant MINUTE = Instant.parse("2036-11-10T11:59:00Z");

  /// The same within a test, empty before each.
  protected abstract StateTable states();

  protected abstract void putState(String deviceId, String eventType, int number);

  protected abstract void putSummary(String deviceId, Instant lastSeen);

  @Test
  void entriesAreThoseOfTheDevice() {
    putState(DOOMED, "reading", 1);
    putState(DOOMED, "battery", 101);
    putState("sensor-10", "reading", 2);
    putSummary(DOOMED, MINUTE);
    assertThat(states().entries(DOOMED))
        .containsExactlyInAnyOrder(
            new Entry("reading", received(1)),
            new Entry("battery", received(101)),
            new Entry(DeviceSummary.SORT_KEY, MINUTE));
    assertThat(states().entries("sensor-2")).isEmpty();
  }

  @Test
  void whatIsFromUntilThenIsDeletedAndWhatIsLaterStays() {
    putState(DOOMED, "reading", 100);
    putState(DOOMED, "battery", 101);
    putSummary(DOOMED, MINUTE);
    assertThat(states().delete(DOOMED, "reading", ERASED_AT)).isTrue();
    assertThat(states().delete(DOOMED, "reading", ERASED_AT)).isFalse();
    assertThat(states().delete(DOOMED, "battery", ERASED_AT)).isFalse();
    assertThat(states().delete(DOOMED, DeviceSummary.SORT_KEY, MINUTE.minusMillis(1))).isFalse();
    assertThat(states().delete(DOOMED, DeviceSummary.SORT_KEY, MINUTE)).isTrue();
    assertThat(states().entries(DOOMED)).containsExactly(new Entry("battery", received(101)));
  }
}
