package dev.sluice.stream;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The range of hash keys of a shard. The open shards of a stream cover each key exactly once.
///
/// @param first inclusive, as `last` is
/// @see <a
///   href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_HashKeyRange.html">HashKeyRange</a>
public record HashKeys(BigInteger first, BigInteger last) {
  /// Every key that there is.
  public static final HashKeys ALL =
      new HashKeys(BigInteger.ZERO, BigInteger.TWO.pow(128).subtract(BigInteger.ONE));

  public HashKeys {
    if (first.signum() < 0 || last.compareTo(first) < 0) {
      throw new IllegalArgumentException("hash keys from " + first + " to " + last);
    }
  }

  /// Whether records of this partition key belong to the shard: Kinesis goes by its MD5.
  public boolean takes(String partitionKey) {
    BigInteger key = new BigInteger(1, md5().digest(partitionKey.getBytes(StandardCharsets.UTF_8)));
    return key.compareTo(first) >= 0 && key.compareTo(last) <= 0;
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has MD5", impossible);
    }
  }
}
