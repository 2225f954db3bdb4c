package dev.sluice.stream;

import java.math.BigInteger;
import java.util.Comparator;

/// A record's place in its shard.
///
/// @param number as Kinesis gave it: a decimal of up to 128 bits
/// @param subNumber place inside a KPL aggregate, 0 for a plain record
public record SequenceNumber(BigInteger number, long subNumber)
    implements Comparable<SequenceNumber> {
  private static final Comparator<SequenceNumber> ORDER =
      Comparator.comparing(SequenceNumber::number).thenComparingLong(SequenceNumber::subNumber);

  public SequenceNumber {
    if (number.signum() < 0 || subNumber < 0) {
      throw new IllegalArgumentException(
          "sequence number " + number + ":" + subNumber + " is negative");
    }
  }

  @Override
  public int compareTo(SequenceNumber other) {
    return ORDER.compare(this, other);
  }
}
