package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.ItemSize;
import dev.sluice.model.Event;
import dev.sluice.model.Position;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import dev.sluice.model.Retention;
import dev.sluice.preprocess.Preprocessed;
import dev.sluice.preprocess.Preprocessor;
import dev.sluice.quality.Findings;
import dev.sluice.quality.Format;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.StreamRecord;
import dev.sluice.wire.DecodedLine;
import dev.sluice.wire.RecordDecoder;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// Decodes and preprocesses a batch. Every check that can refuse an event is made here, before
/// anything is claimed, the size of its items included.
public final class BatchDecoder {
  private final RecordDecoder decoder;
  private final Preprocessor preprocessor;
  private final Retention retention;

  public BatchDecoder(RecordDecoder decoder, Preprocessor preprocessor, Retention retention) {
    this.decoder = decoder;
    this.preprocessor = preprocessor;
    this.retention = retention;
  }

  /// @param candidates in the order of the shard
  /// @param sightings of the candidates and the refused together, in the order of the shard
  public record DecodedBatch(
      List<Candidate> candidates, List<DeadLetter> refused, List<Sighting> sightings) {
    public int size() {
      return sightings.size();
    }

    /// Never asked of a batch without a record; one that holds no line has none.
    String lastPosition() {
      return sightings.getLast().position();
    }

    /// What it takes on the heap until it is settled, by [WorkCost].
    long heapBytes() {
      return candidates.stream().mapToLong(candidate -> heapBytes(candidate.origin())).sum()
          + refused.stream().mapToLong(letter -> heapBytes(letter.origin())).sum();
    }

    private static long heapBytes(Origin origin) {
      return WorkCost.line(origin.bytes().length);
    }
  }

  /// Takes records until there are no more, or enough: some small records inflate to gigabytes.
  public DecodedBatch decode(Iterator<StreamRecord> unread, ShardRef shard) {
    DecodedBatch decoded =
        new DecodedBatch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    long heapBytes = 0;
    while (unread.hasNext() && heapBytes < WorkCost.ENOUGH) {
      StreamRecord record = unread.next();
      for (DecodedLine line : decoder.decode(bytes(record), record.partitionKey())) {
        heapBytes += WorkCost.line(line.bytes().length);
        Origin origin = origin(shard, record, line);
        decoded.sightings().add(sighting(line, origin));
        switch (line) {
          case DecodedLine.Decoded event -> prepare(event, origin, decoded);
          case DecodedLine.Undecodable bad ->
              decoded.refused().add(new DeadLetter(origin, bad.rejection()));
        }
      }
    }
    return decoded;
  }

  private Sighting sighting(DecodedLine line, Origin origin) {
    Instant received = origin.received();
    Findings findings =
        switch (line) {
          case DecodedLine.Decoded event ->
              preprocessor.inspect(event.event(), Set.of(), Set.of(), received);
          case DecodedLine.Undecodable bad when bad.remains() != null -> {
            DecodedLine.Remains remains = bad.remains();
            yield preprocessor.inspect(
                remains.event(), remains.missing(), remains.wrong(), received);
          }
          case DecodedLine.Undecodable bad ->
              Findings.unreadable(
                  bad.rejection().reason() == RejectReason.UNKNOWN_ENVELOPE
                      ? Format.ENVELOPE
                      : Format.JSON);
        };
    return new Sighting(origin.position().text(), received, findings);
  }

  private void prepare(DecodedLine.Decoded line, Origin origin, DecodedBatch into) {
    switch (preprocessor.apply(line.event(), origin.received())) {
      case Preprocessed.Rejected(Rejection rejection) ->
          into.refused().add(new DeadLetter(origin, rejection));
      case Preprocessed.Accepted accepted -> {
        Candidate candidate =
            Candidate.of(accepted.event(), accepted.fingerprint(), origin, retention);
        int bytes = largestItem(candidate);
        if (bytes > ItemSize.MAX_BYTES) {
          into.refused().add(new DeadLetter(origin, tooLarge(bytes)));
        } else {
          into.candidates().add(candidate);
        }
      }
    }
  }

  /// Exact only where it matters: UTF-8 takes at most three bytes a char, and all but the texts
  /// that a device sends is bounded.
  private static int largestItem(Candidate candidate) {
    Event event = candidate.item().event();
    String subtype = event.eventSubtype();
    int chars = event.payload().length() + (subtype == null ? 0 : subtype.length());
    if (chars < ItemSize.MAX_BYTES / 8) {
      return chars;
    }
    return Math.max(candidate.item().bytes(), new DeviceState(event).bytes());
  }

  private static Rejection tooLarge(int bytes) {
    return new Rejection(
        RejectReason.ITEM_TOO_LARGE,
        "its item would have " + bytes + " bytes; at most " + ItemSize.MAX_BYTES + " are stored");
  }

  private static Origin origin(ShardRef shard, StreamRecord record, DecodedLine line) {
    Position position =
        new Position(
            shard.streamCreated(),
            shard.shardId(),
            new BigInteger(record.sequenceNumber()),
            record.subSequenceNumber(),
            line.line());
    return new Origin(position, record.partitionKey(), record.arrived(), line.bytes());
  }

  private static byte[] bytes(StreamRecord record) {
    ByteBuffer data = record.data();
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    return bytes;
  }
}
