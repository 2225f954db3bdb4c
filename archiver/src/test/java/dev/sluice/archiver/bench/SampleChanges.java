package dev.sluice.archiver.bench;

import dev.sluice.archiver.ChangeRecords;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.Event;
import dev.sluice.model.Position;
import dev.sluice.preprocess.PreprocessStep;
import dev.sluice.preprocess.Preprocessed;
import dev.sluice.preprocess.Preprocessor;
import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.Timeline;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.replay.EventIds;
import dev.sluice.simulator.replay.Readings;
import dev.sluice.simulator.replay.ReplayTimeline;
import dev.sluice.simulator.replay.Spacing;
import dev.sluice.wire.DecodeLimits;
import dev.sluice.wire.DecodedLine;
import dev.sluice.wire.RecordDecoder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Random;

/// Change records of events that went the consumer's way: the same decoder, the same preprocessing,
/// positions as Kinesis numbers records, and removals some days later in no strict order.
public final class SampleChanges {
  private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
  private static final BigInteger FIRST_SEQUENCE =
      new BigInteger("49665738274521456789012345678901234567890123456789012345");
  private static final Duration RETENTION = Duration.ofDays(7);

  private final RecordDecoder decoder = new RecordDecoder(DecodeLimits.DEFAULT);
  private final Preprocessor preprocessor =
      new Preprocessor(EnumSet.allOf(PreprocessStep.class), AcceptanceWindow.DEFAULT);
  private final Random random = new Random(4);
  private BigInteger sequence = FIRST_SEQUENCE;

  private SampleChanges() {}

  /// The 9,995 real readings.
  public static void writeReadings(Path file) throws IOException {
    try (Readings readings = Readings.bundled();
        DataOutputStream out = open(file)) {
      new SampleChanges()
          .write(
              new ReplayTimeline(
                  readings, Spacing.parseSpeed("1x"), START, EventIds.OF_THIS_REPLAY),
              out);
    }
  }

  static void writeFleet(Path file, FleetSettings settings, int events, double perSecond)
      throws IOException {
    try (DataOutputStream out = open(file)) {
      new SampleChanges()
          .write(
              new FleetTimeline(
                  new Fleet(settings),
                  Schedule.steady(perSecond),
                  new FleetTimeline.Limit(events, Long.MAX_VALUE)),
              out);
    }
  }

  private static DataOutputStream open(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  /// The change records of a file, read as they are needed.
  public static final class Reader implements Iterator<byte[]>, AutoCloseable {
    private final DataInputStream in;

    public Reader(Path file) throws IOException {
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    @Override
    public boolean hasNext() {
      try {
        return in.available() > 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public byte[] next() {
      try {
        return in.readNBytes(in.readInt());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private void write(Timeline timeline, DataOutputStream out) throws IOException {
    while (timeline.nextOffsetNanos().isPresent()) {
      Instant due = START.plusNanos(timeline.nextOffsetNanos().getAsLong());
      StoredEvent item = item(timeline.take(due).record(), due.plusMillis(random.nextInt(900)));
      Instant removed = item.expiresAt().plusMillis(random.nextInt(3_600_000));
      byte[] change = ChangeRecords.bytes(ChangeRecords.removal(item, removed));
      out.writeInt(change.length);
      out.write(change);
    }
  }

  private StoredEvent item(OutgoingRecord record, Instant received) {
    DecodedLine line = decoder.decode(record.bytes(), record.partitionKey()).getFirst();
    if (line instanceof DecodedLine.Decoded decoded
        && preprocessor.apply(decoded.event(), received)
            instanceof Preprocessed.Accepted(Event event, var fingerprint)) {
      sequence = sequence.add(BigInteger.valueOf(1 + random.nextInt(1_000_000)));
      Position position = new Position(START, "shardId-000000000000", sequence, 0, 0);
      return new StoredEvent(event, position.text(), received.plus(RETENTION));
    }
    throw new IllegalStateException("a sample event is refused: " + line);
  }
}
