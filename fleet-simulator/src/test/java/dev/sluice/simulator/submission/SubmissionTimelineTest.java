package dev.sluice.simulator.submission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.SendKind;
import dev.sluice.simulator.SentEvent;
import dev.sluice.simulator.Shares;
import dev.sluice.simulator.pace.Schedule;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmissionTimelineTest {
  private static final Instant START = Instant.parse("2026-03-05T01:49:51.260Z");

  @Test
  void everySubmissionHoldsAtLeastOneEventAndTheyAreCounted() throws IOException {
    SubmissionTimeline timeline = timeline(Shares.ALL_FRESH, 200);
    long events = 0;
    for (SentEvent sent : all(timeline)) {
      JsonNode submission = new ObjectMapper().readTree(sent.record().bytes());
      int held =
          submission.at("/events/new_process").size()
              + submission.at("/events/network_connection").size();
      assertThat(held).isBetween(1, 5);
      assertThat(submission.path("device_id").asText()).isEqualTo(sent.record().partitionKey());
      assertThat(submission.path("time_created").asText()).isEqualTo(START.toString());
      events += held;
    }
    assertThat(timeline.events()).isEqualTo(events);
  }

  @Test
  void theSameSeedSubmitsTheSame() {
    Shares some = new Shares(0.2, 0, 0.2, 0);
    List<SentEvent> once = all(timeline(some, 100));
    List<SentEvent> again = all(timeline(some, 100));
    for (int i = 0; i < 100; i++) {
      assertThat(again.get(i).record().bytes()).isEqualTo(once.get(i).record().bytes());
    }
  }

  @Test
  void duplicatesRepeatBytesAndMalformedOnesAreNoSubmission() {
    List<SentEvent> sends = all(timeline(new Shares(0.3, 0, 0.3, 0), 300));
    assertThat(sends).anyMatch(sent -> sent.kind() instanceof SendKind.Malformed);
    for (SentEvent sent : sends) {
      if (sent.kind() instanceof SendKind.Duplicate duplicate) {
        assertThat(sent.record()).isEqualTo(sends.get((int) duplicate.of()).record());
      }
    }
  }

  private static SubmissionTimeline timeline(Shares shares, long sends) {
    return new SubmissionTimeline(
        new SubmissionTimeline.Settings(42, 10, shares),
        Schedule.steady(100),
        new FleetTimeline.Limit(sends, Long.MAX_VALUE));
  }

  private static List<SentEvent> all(SubmissionTimeline timeline) {
    List<SentEvent> sends = new ArrayList<>();
    while (timeline.nextOffsetNanos().isPresent()) {
      sends.add(timeline.take(START));
    }
    return sends;
  }
}
