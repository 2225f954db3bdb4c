package dev.sluice.ingest.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.model.AcceptanceWindow;
import dev.sluice.preprocess.PreprocessStep;
import dev.sluice.preprocess.Preprocessed;
import dev.sluice.preprocess.Preprocessor;
import dev.sluice.wire.DecodeLimits;
import dev.sluice.wire.DecodedLine;
import dev.sluice.wire.RecordDecoder;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubmissionFuzzTest {
  private static final int ROUNDS = 30_000;

  private final SubmissionReader reader =
      new SubmissionReader(AcceptanceWindow.DEFAULT, SubmissionLimits.DEFAULT);
  private final RecordDecoder decoder = new RecordDecoder(DecodeLimits.DEFAULT);
  private final Preprocessor preprocessor =
      new Preprocessor(Set.of(PreprocessStep.values()), AcceptanceWindow.DEFAULT);

  @Test
  void whatIsTakenBecomesEventsThatTheConsumerTakesAndAllElseIsRefusedForItsReason() {
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    System.out.println("SubmissionFuzzTest: -Dsluice.seed=" + seed);
    Random random = new Random(seed);
    int taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      switch (random.nextInt(3)) {
        case 0 -> assertTaken(Sample.good(random));
        case 1 -> assertRefused(Sample.bad(random));
        default -> taken += judged(Sample.mutant(random)) ? 1 : 0;
      }
    }
    assertThat(taken).as("mutants that will still do").isBetween(ROUNDS / 1_000, ROUNDS / 3);
  }

  private void assertTaken(Sample sample) {
    Reading reading = reader.read(sample.body(), Sample.NOW, Sample.NOW);
    assertThat(reading).as(sample.body()).isInstanceOf(Reading.Accepted.class);
    Reading.Accepted accepted = (Reading.Accepted) reading;
    assertThat(accepted.submission().id()).isEqualTo(sample.submissionId());
    assertThat(accepted.events()).hasSize(sample.events());
    assertEvents(accepted);
  }

  private void assertRefused(Sample sample) {
    Reading reading = reader.read(sample.body(), Sample.NOW, Sample.NOW);
    assertThat(reading).as(sample.body()).isInstanceOf(Reading.Refused.class);
    assertThat(((Reading.Refused) reading).rejection().reason())
        .as(sample.body())
        .isEqualTo(sample.refused().orElseThrow());
  }

  private boolean judged(String body) {
    return switch (reader.read(body, Sample.NOW, Sample.NOW)) {
      case Reading.Accepted accepted -> {
        assertEvents(accepted);
        yield true;
      }
      case Reading.Refused refused -> {
        assertThat(refused.rejection().detail()).hasSizeBetween(1, 600);
        yield false;
      }
    };
  }

  private void assertEvents(Reading.Accepted accepted) {
    Set<UUID> ids = new HashSet<>();
    for (StreamEntry entry : accepted.events()) {
      List<DecodedLine> lines = decoder.decode(entry.bytes(), entry.partitionKey());
      assertThat(lines).hasSize(1);
      var event = ((DecodedLine.Decoded) lines.getFirst()).event();
      assertThat(preprocessor.apply(event, Sample.NOW)).isInstanceOf(Preprocessed.Accepted.class);
      assertThat(event.deviceId()).isEqualTo(entry.partitionKey());
      ids.add(event.eventId());
    }
    assertThat(ids).hasSameSizeAs(accepted.events()).isNotEmpty();
  }
}
