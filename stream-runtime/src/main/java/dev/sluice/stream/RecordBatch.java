package dev.sluice.stream;

import java.time.Duration;
import java.util.List;

/// Records of one shard in the order of the shard, never empty when a [ShardProcessor] gets it.
///
/// @param behindLatest how far the end of this batch lies behind the tip of the shard
public record RecordBatch(List<StreamRecord> records, Duration behindLatest) {
  public RecordBatch {
    records = List.copyOf(records);
    if (behindLatest.isNegative()) {
      throw new IllegalArgumentException("behindLatest is " + behindLatest + ", must not be < 0");
    }
  }

  public boolean isEmpty() {
    return records.isEmpty();
  }

  /// The record that a checkpoint of this batch stands at.
  public StreamRecord last() {
    return records.getLast();
  }
}
