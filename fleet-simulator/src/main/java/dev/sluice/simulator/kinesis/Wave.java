package dev.sluice.simulator.kinesis;

import dev.sluice.simulator.OutgoingRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The records of one `PutRecords` call, by index: the first unsent of each partition key.
///
/// Kinesis refuses entries of a call one by one. Were two of one key in it, the first might be
/// refused and the second taken, and order would be lost.
record Wave(List<Integer> indexes) {
  static final int MOST_RECORDS = 500;
  static final int MOST_BYTES = 4 << 20;

  /// @param pending indexes of the records not yet accepted, in order; never empty
  static Wave next(List<OutgoingRecord> records, List<Integer> pending) {
    Set<String> keys = new HashSet<>();
    List<Integer> indexes = new ArrayList<>();
    long bytes = 0;
    for (int index : pending) {
      OutgoingRecord record = records.get(index);
      long size = size(record);
      boolean fits = indexes.isEmpty() || bytes + size <= MOST_BYTES;
      if (keys.add(record.partitionKey()) && fits) {
        indexes.add(index);
        bytes += size;
      }
      if (indexes.size() == MOST_RECORDS) {
        break;
      }
    }
    return new Wave(indexes);
  }

  private static long size(OutgoingRecord record) {
    return record.bytes().length
        + (long) record.partitionKey().getBytes(StandardCharsets.UTF_8).length;
  }
}
