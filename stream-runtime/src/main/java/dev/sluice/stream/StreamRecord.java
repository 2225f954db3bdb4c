package dev.sluice.stream;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;

/// One record of a stream; of a KPL aggregate, one of the records inside.
///
/// @param sequenceNumber as Kinesis gave it: a decimal of up to 128 bits, increasing in a shard
/// @param subSequenceNumber place inside a KPL aggregate, 0 for a plain record
/// @param arrived Kinesis' approximate arrival time: fixed for the record, so a replay sees the
///   same
/// @param data the bytes; every call of [#data()] gives a read-only view of its own, from first to
///   last byte
public record StreamRecord(
    String sequenceNumber,
    long subSequenceNumber,
    String partitionKey,
    Instant arrived,
    ByteBuffer data) {
  public StreamRecord {
    Objects.requireNonNull(sequenceNumber, "sequenceNumber");
    Objects.requireNonNull(partitionKey, "partitionKey");
    Objects.requireNonNull(arrived, "arrived");
    data = data.asReadOnlyBuffer();
  }

  public SequenceNumber sequence() {
    return new SequenceNumber(new BigInteger(sequenceNumber), subSequenceNumber);
  }

  @Override
  public ByteBuffer data() {
    return data.duplicate();
  }
}
