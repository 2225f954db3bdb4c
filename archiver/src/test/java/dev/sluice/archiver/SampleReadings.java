package dev.sluice.archiver;

import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.Event;
import dev.sluice.model.Position;
import dev.sluice.preprocess.PreprocessStep;
import dev.sluice.preprocess.Preprocessed;
import dev.sluice.preprocess.Preprocessor;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.Timeline;
import dev.sluice.simulator.replay.EventIds;
import dev.sluice.simulator.replay.Readings;
import dev.sluice.simulator.replay.ReplayTimeline;
import dev.sluice.simulator.replay.Spacing;
import dev.sluice.wire.DecodeLimits;
import dev.sluice.wire.DecodedLine;
import dev.sluice.wire.RecordDecoder;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/// The 9,995 bundled readings as rows: decoded and preprocessed as the consumer does, received up
/// to a second late, and removed within an hour of their expiry.
final class SampleReadings {
  private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
  private static final Duration RETENTION = Duration.ofDays(7);

  private final RecordDecoder decoder = new RecordDecoder(DecodeLimits.DEFAULT);
  private final Preprocessor preprocessor =
      new Preprocessor(EnumSet.allOf(PreprocessStep.class), AcceptanceWindow.DEFAULT);
  private final Random random = new Random(4);
  private BigInteger sequence = BigInteger.TEN.pow(55);

  private SampleReadings() {}

  /// Replayed at their own pace.
  static List<ArchiveRow> rows() {
    SampleReadings sample = new SampleReadings();
    List<ArchiveRow> rows = new ArrayList<>();
    try (Readings readings = Readings.bundled()) {
      Timeline timeline =
          new ReplayTimeline(readings, Spacing.parseSpeed("1x"), START, EventIds.OF_THIS_REPLAY);
      while (timeline.nextOffsetNanos().isPresent()) {
        Instant due = START.plusNanos(timeline.nextOffsetNanos().getAsLong());
        rows.add(sample.row(timeline.take(due).record(), due));
      }
    }
    return rows;
  }

  private ArchiveRow row(OutgoingRecord record, Instant due) {
    Instant received = due.plusMillis(random.nextInt(900));
    DecodedLine line = decoder.decode(record.bytes(), record.partitionKey()).getFirst();
    if (line instanceof DecodedLine.Decoded decoded
        && preprocessor.apply(decoded.event(), received)
            instanceof Preprocessed.Accepted(Event event, var fingerprint)) {
      sequence = sequence.add(BigInteger.valueOf(1 + random.nextInt(1_000_000)));
      Position position = new Position(START, "shardId-000000000000", sequence, 0, 0);
      Instant removed = received.plus(RETENTION).plusMillis(random.nextInt(3_600_000));
      return new ArchiveRow(event, position.text(), removed);
    }
    throw new IllegalStateException("a reading is refused: " + line);
  }
}
