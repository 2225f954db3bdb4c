package dev.sluice.ingest.udp;

import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.model.RejectReason;
import dev.sluice.preprocess.Preprocessed;
import dev.sluice.preprocess.Preprocessor;
import dev.sluice.wire.DecodeLimits;
import dev.sluice.wire.DecodedLine;
import dev.sluice.wire.RecordDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Turns a datagram into entries for the stream: one event, several as lines, or a gzip of either,
/// each in any envelope. Pure.
final class DatagramDecoder {
  /// 65,507 bytes are the most that UDP carries over IPv4. Inflated, a record of the stream must
  /// still hold the largest line, key included, and the smallest buffer all lines that are offered
  /// at once.
  private static final DecodeLimits LIMITS = new DecodeLimits(1 << 16, 1 << 19, 1 << 13, 32);

  /// A datagram has no partition key: an event says itself which device it is of.
  private static final String NO_KEY = "";

  private final RecordDecoder decoder = new RecordDecoder(LIMITS);
  private final Preprocessor judge;

  DatagramDecoder(Preprocessor judge) {
    this.judge = judge;
  }

  /// What a datagram holds.
  record Contents(List<StreamEntry> entries, List<RejectReason> refusals) {}

  Contents decode(byte[] datagram, Instant received) {
    List<StreamEntry> entries = new ArrayList<>();
    List<RejectReason> refusals = new ArrayList<>();
    for (DecodedLine line : decoder.decode(datagram, NO_KEY)) {
      switch (line) {
        case DecodedLine.Undecodable bad -> refusals.add(bad.rejection().reason());
        case DecodedLine.Decoded good when good.event().deviceId().isEmpty() ->
            refusals.add(RejectReason.MISSING_MEMBER);
        case DecodedLine.Decoded good -> {
          switch (judge.apply(good.event(), received)) {
            case Preprocessed.Rejected bad -> refusals.add(bad.rejection().reason());
            case Preprocessed.Accepted ok ->
                entries.add(new StreamEntry(ok.event().deviceId(), good.bytes()));
          }
        }
      }
    }
    return new Contents(entries, refusals);
  }
}
