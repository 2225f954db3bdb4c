package dev.sluice.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Records of one shard in the order of the shard, never empty when [ShardProcessor#process] gets
/// it.
///
/// @param behindLatest how far the end of this batch lies behind the tip of the shard
/// @param readAt when the answer of Kinesis was there. The batch may have waited since
public record RecordBatch(List<StreamRecord> records, Duration behindLatest, Instant readAt) {
  public RecordBatch {
    records = List.copyOf(records);
    if (behindLatest.isNegative()) {
      throw new IllegalArgumentException("behindLatest is " + behindLatest + ", must not be < 0");
    }
  }

  /// Of a read whose time nobody knows: nothing may be concluded from what it lacks.
  public RecordBatch(List<StreamRecord> records, Duration behindLatest) {
    this(records, behindLatest, Instant.EPOCH);
  }

  public boolean isEmpty() {
    return records.isEmpty();
  }

  /// The record that a checkpoint of this batch stands at.
  public StreamRecord last() {
    return records.getLast();
  }
}
