package dev.sluice.local.kinesis.stream;

import java.math.BigInteger;

/// A sequence number in the layout that AWS uses (and that the Kinesis Client Library takes apart):
/// 186 bits, printed as 56 decimal digits.
///
/// From the top, in hexadecimal digits: `2`, nine of the second in which the shard was created,
/// `0`, sixteen of the ordinal within the stream, `00`, nine of the record's second, eight of the
/// shard's index, `2`. A shard is always created later than its parents, and ordinals only grow, so
/// the numbers of a child shard exceed all of its parents'.
public record SequenceNumber(long shardSecond, long ordinal, long second, int shardIndex) {

  private static final int DIGITS = 47;
  private static final int RADIX = 16;

  /// Reads a number back.
  public static SequenceNumber parse(String text) {
    if (!text.matches("\\d{1,128}")) {
      throw invalid(text);
    }
    String hex = new BigInteger(text).toString(RADIX);
    if (hex.length() != DIGITS || hex.charAt(0) != '2' || hex.charAt(DIGITS - 1) != '2') {
      throw invalid(text);
    }
    try {
      return new SequenceNumber(
          Long.parseLong(hex, 1, 10, RADIX),
          Long.parseLong(hex, 11, 27, RADIX),
          Long.parseLong(hex, 29, 38, RADIX),
          Integer.parseInt(hex, 38, 46, RADIX));
    } catch (NumberFormatException e) {
      throw invalid(text);
    }
  }

  private static KinesisException invalid(String text) {
    return ErrorType.INVALID_ARGUMENT.because(
        "StartingSequenceNumber " + text + " is no sequence number of this service");
  }

  @Override
  public String toString() {
    BigInteger top = BigInteger.valueOf(2L << 40 | shardSecond << 4);
    BigInteger bottom =
        BigInteger.valueOf(second).shiftLeft(36).or(BigInteger.valueOf((long) shardIndex << 4 | 2));
    return top.shiftLeft(144).or(BigInteger.valueOf(ordinal).shiftLeft(80)).or(bottom).toString();
  }
}
