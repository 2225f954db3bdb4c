package dev.sluice.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.queue.Delivery;
import dev.sluice.ingest.queue.InMemoryRefusedSubmissions;
import dev.sluice.ingest.submission.ElementType;
import dev.sluice.ingest.submission.Reading;
import dev.sluice.ingest.submission.SubmissionEvents;
import dev.sluice.ingest.submission.SubmissionLimits;
import dev.sluice.ingest.submission.SubmissionReader;
import dev.sluice.model.AcceptanceWindow;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionStatesTest {
  private static final UUID ID = UUID.fromString("3f1c9f6e-8a52-4c41-9d0e-5a1f0b7c2d10");
  private static final int MOST = 1_000;

  private final InMemoryStoredIds stored = new InMemoryStoredIds();
  private final InMemoryRefusedSubmissions refused = new InMemoryRefusedSubmissions();
  private final SubmissionStates states = new SubmissionStates(stored, refused, MOST);

  private void store(ElementType type, int count) {
    for (int index = 0; index < count; index++) {
      stored.add(SubmissionEvents.id(ID, type, index), "device-1");
    }
  }

  private void refuse() {
    Instant now = Instant.now();
    Reading reading =
        new SubmissionReader(AcceptanceWindow.DEFAULT, SubmissionLimits.DEFAULT)
            .read("{\"submission_id\":\"" + ID + "\"}", now, now);
    refused.keep(new Delivery("m", "r", "", now), (Reading.Refused) reading);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "0,1", "3,2", "8,0", "9,33", "0,500", "1000,0", "400,600"})
  void whatIsStoredIsCountedByType(int processes, int connections) {
    store(ElementType.NEW_PROCESS, processes);
    store(ElementType.NETWORK_CONNECTION, connections);
    assertThat(states.of(ID))
        .isInstanceOfSatisfying(
            SubmissionState.Stored.class,
            state -> {
              assertThat(state.deviceId()).isEqualTo("device-1");
              assertThat(state.events().getOrDefault(ElementType.NEW_PROCESS, 0))
                  .isEqualTo(processes);
              assertThat(state.events().getOrDefault(ElementType.NETWORK_CONNECTION, 0))
                  .isEqualTo(connections);
            });
    assertThat(stored.asked()).isLessThanOrEqualTo(2 * MOST);
  }

  @Test
  void aSubmissionThatNobodyKnowsCostsFewReads() {
    assertThat(states.of(ID)).isEqualTo(new SubmissionState.Unknown(ID));
    assertThat(stored.asked()).isEqualTo(16);
  }

  @Test
  void aRefusedOneIsToldWithItsLetter() {
    refuse();
    assertThat(states.of(ID))
        .isInstanceOfSatisfying(
            SubmissionState.Rejected.class,
            state ->
                assertThat(state.letter().cause().detail()).isEqualTo("\"device_id\" is missing"));
  }

  @Test
  void whatIsStoredCountsThoughAnotherOfTheSameIdWasRefused() {
    refuse();
    store(ElementType.NEW_PROCESS, 1);
    assertThat(states.of(ID))
        .isEqualTo(new SubmissionState.Stored(ID, "device-1", Map.of(ElementType.NEW_PROCESS, 1)));
  }
}
