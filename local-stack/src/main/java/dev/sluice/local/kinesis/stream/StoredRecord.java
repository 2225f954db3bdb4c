package dev.sluice.local.kinesis.stream;

/// A record in a shard. The data is shared, never copied: nobody may change it.
///
/// @param ordinal its place within the stream; grows within a shard
/// @param arrivalMillis epoch milliseconds
@SuppressWarnings("ArrayRecordComponent")
public record StoredRecord(long ordinal, String partitionKey, byte[] data, long arrivalMillis) {

  private static final int OVERHEAD_BYTES = 96;

  /// What counts against Kinesis's limits: data and partition key.
  public int payloadBytes() {
    return data.length + partitionKey.length();
  }

  /// What it costs in memory, roughly.
  long retainedBytes() {
    return (long) payloadBytes() + OVERHEAD_BYTES;
  }
}
