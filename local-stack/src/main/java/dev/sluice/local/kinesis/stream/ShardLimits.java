package dev.sluice.local.kinesis.stream;

/// What a shard takes and gives per second: 1 MiB or 1,000 records in, 2 MiB or 5 calls out.
///
/// Source: <https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html>
final class ShardLimits {

  private static final int MEBIBYTE = 1 << 20;
  private static final int WRITTEN_BYTES = MEBIBYTE;
  private static final int WRITTEN_RECORDS = 1_000;
  private static final int READ_BYTES = 2 * MEBIBYTE;
  private static final int READ_CALLS = 5;

  private final boolean enforced;
  private final TokenBucket writtenBytes;
  private final TokenBucket writtenRecords;
  private final TokenBucket readBytes;
  private final TokenBucket readCalls;

  ShardLimits(boolean enforced, long nowMillis) {
    this.enforced = enforced;
    this.writtenBytes = new TokenBucket(WRITTEN_BYTES, nowMillis);
    this.writtenRecords = new TokenBucket(WRITTEN_RECORDS, nowMillis);
    this.readBytes = new TokenBucket(READ_BYTES, nowMillis);
    this.readCalls = new TokenBucket(READ_CALLS, nowMillis);
  }

  boolean admitWrite(int bytes, long nowMillis) {
    if (!enforced) {
      return true;
    }
    if (!writtenBytes.has(bytes, nowMillis) || !writtenRecords.has(1, nowMillis)) {
      return false;
    }
    writtenBytes.take(bytes, nowMillis);
    writtenRecords.take(1, nowMillis);
    return true;
  }

  /// A read needs a call and any byte at all; what it returns is booked later and may exceed it.
  boolean admitRead(long nowMillis) {
    if (!enforced) {
      return true;
    }
    if (!readCalls.has(1, nowMillis) || !readBytes.has(1, nowMillis)) {
      return false;
    }
    readCalls.take(1, nowMillis);
    return true;
  }

  void bookRead(long bytes, long nowMillis) {
    if (enforced) {
      readBytes.take(bytes, nowMillis);
    }
  }
}
