package dev.sluice.local.kinesis.stream;

import java.util.List;

/// What one read of a shard gave.
///
/// @param nextOrdinal where the next read goes on
/// @param millisBehindLatest age of the oldest record left unread; 0 at the tip
/// @param atEnd the shard is closed and has nothing left to give
public record ShardRead(
    List<StoredRecord> records, long nextOrdinal, long millisBehindLatest, boolean atEnd) {

  public long payloadBytes() {
    return records.stream().mapToLong(StoredRecord::payloadBytes).sum();
  }
}
