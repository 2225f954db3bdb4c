package dev.sluice.local.changes;

/// A Kinesis account to put records to.
@FunctionalInterface
public interface ChangeSink {

  /// Puts one record.
  ///
  /// @return false when the shard is too busy and the record has to be put again
  boolean put(String stream, String partitionKey, byte[] data);
}
