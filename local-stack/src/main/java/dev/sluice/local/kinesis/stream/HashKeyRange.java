package dev.sluice.local.kinesis.stream;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// A contiguous range of 128-bit hash keys, both ends included.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_HashKeyRange.html>
public record HashKeyRange(BigInteger first, BigInteger last) {

  /// Every hash key there is: `[0, 2^128 - 1]`.
  public static final HashKeyRange FULL =
      new HashKeyRange(BigInteger.ZERO, BigInteger.TWO.pow(128).subtract(BigInteger.ONE));

  public HashKeyRange {
    if (first.compareTo(last) > 0) {
      throw new IllegalArgumentException(first + " is beyond " + last);
    }
  }

  /// The full range in `count` parts of one size; the last takes the remainder.
  public static List<HashKeyRange> uniform(int count) {
    BigInteger step = FULL.last().add(BigInteger.ONE).divide(BigInteger.valueOf(count));
    List<HashKeyRange> ranges = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      BigInteger first = step.multiply(BigInteger.valueOf(i));
      BigInteger last = i == count - 1 ? FULL.last() : first.add(step).subtract(BigInteger.ONE);
      ranges.add(new HashKeyRange(first, last));
    }
    return ranges;
  }

  /// The hash key of a partition key: its MD5, as an unsigned number.
  public static BigInteger hashOf(String partitionKey) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return new BigInteger(1, md5.digest(partitionKey.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  /// Parses an explicit hash key, which must lie in the full range.
  public static BigInteger parse(String text) {
    if (!text.matches("0|[1-9]\\d{0,38}") || new BigInteger(text).compareTo(FULL.last()) > 0) {
      throw ErrorType.INVALID_ARGUMENT.because(
          "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified"
              + " value was "
              + text);
    }
    return new BigInteger(text);
  }

  public boolean contains(BigInteger key) {
    return first.compareTo(key) <= 0 && key.compareTo(last) <= 0;
  }

  public boolean isFollowedBy(HashKeyRange other) {
    return last.add(BigInteger.ONE).equals(other.first);
  }

  /// The part below `key`. `key` lies above `first`.
  public HashKeyRange below(BigInteger key) {
    return new HashKeyRange(first, key.subtract(BigInteger.ONE));
  }

  /// The part from `key` on.
  public HashKeyRange from(BigInteger key) {
    return new HashKeyRange(key, last);
  }
}
