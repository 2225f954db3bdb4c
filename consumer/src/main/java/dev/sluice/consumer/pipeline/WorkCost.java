package dev.sluice.consumer.pipeline;

import dev.sluice.stream.StreamRecord;
import dev.sluice.wire.DecodeLimits;
import java.nio.ByteBuffer;
import java.util.List;

/// What events in work take on the heap, in bytes: estimates on the safe side, of which the first
/// two are for what a line becomes until it is stored.
///
/// @param limits of what a record can become
public record WorkCost(DecodeLimits limits) {
  /// Of each byte of text: the line for a dead letter, the payload, and its copies in a request.
  private static final int PER_BYTE = 6;

  /// Of each line, however short: event, item, claim, position, and what a request makes of them.
  private static final int PER_LINE = 2 << 10;

  /// Of each byte of one record while it is decoded: inflated text, characters, tree and lines.
  private static final int DECODING_PER_BYTE = 8;

  /// When to settle what is decoded, before more is. Some 1,000 events of 1 KiB.
  static final long ENOUGH = 8 << 20;

  private static final int SMALLEST_LINE_BYTES = 2;

  static long line(int bytes) {
    return PER_LINE + (long) PER_BYTE * bytes;
  }

  /// The most that any part of a batch can take, decoding included.
  long part(List<StreamRecord> records) {
    return ENOUGH + records.stream().mapToLong(this::record).max().orElse(0);
  }

  /// The most that a part of any batch can take.
  public long greatest() {
    return ENOUGH + decoding(Math.max(limits.inflatedBytes(), limits.recordBytes()));
  }

  private long record(StreamRecord record) {
    ByteBuffer data = record.data();
    // like gzip: it may become anything up to the bound
    boolean inflates = data.remaining() >= 2 && data.get(0) == 0x1f;
    return decoding(
        inflates
            ? Math.max(limits.inflatedBytes(), limits.recordBytes())
            : Math.min(data.remaining(), limits.recordBytes()));
  }

  private long decoding(int text) {
    long lines = Math.min(limits.lines(), 1 + text / SMALLEST_LINE_BYTES);
    return (long) DECODING_PER_BYTE * text + lines * PER_LINE;
  }
}
