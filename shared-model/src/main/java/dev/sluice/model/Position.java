package dev.sluice.model;

import java.math.BigInteger;
import java.time.Instant;

/// An event's place for ever: stream incarnation, shard, sequence number, place within a KPL
/// aggregate, line within the record. Its text orders the events of a shard and is the identity of
/// claims and dead letters, so a replay finds what the first pass wrote.
///
/// Text, because sequence numbers exceed the 38 digits of a DynamoDB number. The incarnation is the
/// stream's creation time: a stream deleted and made again starts its sequence numbers afresh.
public record Position(
    Instant streamCreated, String shardId, BigInteger sequenceNumber, long subSequence, int line) {
  private static final int SEQUENCE_DIGITS = 60;
  private static final long MAX_SUB_SEQUENCE = 9_999_999_999L;
  private static final int MAX_LINE = 999_999;

  public Position {
    if (sequenceNumber.signum() < 0 || sequenceNumber.toString().length() > SEQUENCE_DIGITS) {
      throw new IllegalArgumentException(
          "sequence number " + sequenceNumber + " is not in 0..10^" + SEQUENCE_DIGITS);
    }
    if (subSequence < 0 || subSequence > MAX_SUB_SEQUENCE) {
      throw new IllegalArgumentException(
          "sub-sequence " + subSequence + " is not in 0.." + MAX_SUB_SEQUENCE);
    }
    if (line < 0 || line > MAX_LINE) {
      throw new IllegalArgumentException("line " + line + " is not in 0.." + MAX_LINE);
    }
  }

  /// `<creation epoch millis>/<shard>/<sequence, 60 digits>/<sub-sequence, 10>/<line, 6>`
  public String text() {
    String sequence = sequenceNumber.toString();
    return new StringBuilder(128)
        .append(streamCreated.toEpochMilli())
        .append('/')
        .append(shardId)
        .append('/')
        .repeat('0', SEQUENCE_DIGITS - sequence.length())
        .append(sequence)
        .append('/')
        .append(padded(subSequence, 10))
        .append('/')
        .append(padded(line, 6))
        .toString();
  }

  /// The position of the whole record that this line is in.
  public Position ofRecord() {
    return new Position(streamCreated, shardId, sequenceNumber, subSequence, 0);
  }

  private static String padded(long number, int digits) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }
}
