package dev.sluice.local.kinesis.stream;

import java.math.BigInteger;

/// A record on its way into a stream; its hash key decides on the shard.
@SuppressWarnings("ArrayRecordComponent")
public record NewRecord(String partitionKey, BigInteger hashKey, byte[] data) {

  /// The hash key is the MD5 of the partition key.
  public static NewRecord of(String partitionKey, byte[] data) {
    return new NewRecord(partitionKey, HashKeyRange.hashOf(partitionKey), data);
  }

  /// What counts against Kinesis's limits: data and partition key.
  public int payloadBytes() {
    return data.length + partitionKey.length();
  }
}
