package dev.sluice.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.Event;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Source;
import dev.sluice.preprocess.PreprocessStep;
import dev.sluice.preprocess.Preprocessed;
import dev.sluice.preprocess.Preprocessor;
import dev.sluice.wire.DecodeLimits;
import dev.sluice.wire.DecodedLine;
import dev.sluice.wire.RecordDecoder;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the fleet expects of a send is what the pipeline's own decoder and preprocessor say.
class PipelineJudgementTest {
  private static final Instant START = Instant.parse("2026-03-05T01:49:51.260Z");
  private final RecordDecoder decoder = new RecordDecoder(DecodeLimits.DEFAULT);
  private final Preprocessor preprocessor =
      new Preprocessor(EnumSet.allOf(PreprocessStep.class), AcceptanceWindow.DEFAULT);

  @Test
  void everySendIsJudgedAsTheFleetExpects() {
    FleetSettings settings = FleetSettings.ofSeed(11).withShares(new Shares(0.1, 0.1, 0.1, 0.1));
    Map<Long, Fingerprint> fresh = new HashMap<>();
    Set<Source> envelopes = EnumSet.noneOf(Source.class);
    for (SentEvent send : FleetTest.sends(settings, 5_000, START)) {
      Preprocessed judged = judge(send, START.plusMillis(send.number()));
      switch (send.kind()) {
        case SendKind.Fresh kind -> {
          Preprocessed.Accepted accepted = accepted(judged);
          assertSameEvent(send.event(), accepted.event());
          envelopes.add(accepted.event().source());
          fresh.put(send.number(), accepted.fingerprint());
        }
        case SendKind.Duplicate(long of) ->
            assertThat(accepted(judged).fingerprint()).isEqualTo(fresh.get(of));
        case SendKind.Collision(long with) -> {
          assertSameEvent(send.event(), accepted(judged).event());
          assertThat(accepted(judged).fingerprint()).isNotEqualTo(fresh.get(with));
        }
        case SendKind.Malformed kind -> assertThat(reason(judged)).isEqualTo(expected(send));
        case SendKind.Late kind -> assertThat(reason(judged)).isEqualTo(expected(send));
      }
    }
    assertThat(envelopes).containsExactlyInAnyOrder(Source.values());
  }

  @ParameterizedTest
  @EnumSource
  void everyDefectIsRejectedForItsReason(Defect defect) {
    String good =
        """
        {"id":"169a9a74-0000-4000-8000-000000000001","event_type":"temperature",\
        "device_id":"device-1","processing_timestamp":"2026-03-05T01:49:51.260080Z",\
        "event_details":{"temperature_c":21.50}}\
        """;
    List<DecodedLine> lines = decoder.decode(defect.spoiled(good), "device-1");
    assertThat(lines).hasSize(1);
    assertThat(reason(judge(lines.getFirst(), START))).isEqualTo(defect.rejectReason());
  }

  private Preprocessed judge(SentEvent send, Instant received) {
    List<DecodedLine> lines = decoder.decode(send.record().bytes(), send.record().partitionKey());
    assertThat(lines).hasSize(1);
    return judge(lines.getFirst(), received);
  }

  private Preprocessed judge(DecodedLine line, Instant received) {
    return switch (line) {
      case DecodedLine.Decoded decoded -> preprocessor.apply(decoded.event(), received);
      case DecodedLine.Undecodable undecodable ->
          new Preprocessed.Rejected(undecodable.rejection());
    };
  }

  private static Preprocessed.Accepted accepted(Preprocessed judged) {
    assertThat(judged).isInstanceOf(Preprocessed.Accepted.class);
    return (Preprocessed.Accepted) judged;
  }

  private static String reason(Preprocessed judged) {
    assertThat(judged).isInstanceOf(Preprocessed.Rejected.class);
    return ((Preprocessed.Rejected) judged).rejection().reason().text();
  }

  private static String expected(SentEvent send) {
    return send.kind().rejectReason().orElseThrow();
  }

  private static void assertSameEvent(EventIdentity sent, Event read) {
    assertThat(read.eventId()).isEqualTo(sent.eventId());
    assertThat(read.deviceId()).isEqualTo(sent.deviceId());
    assertThat(read.eventType()).isEqualTo(sent.eventType());
    assertThat(read.eventSubtype()).isEqualTo(sent.eventSubtype());
    assertThat(read.eventTime()).isEqualTo(sent.eventTime());
    assertThat(read.key().eventKey()).isEqualTo(sent.eventKey());
  }
}
