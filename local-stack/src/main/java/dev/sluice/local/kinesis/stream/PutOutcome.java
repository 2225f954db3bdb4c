package dev.sluice.local.kinesis.stream;

/// What became of one record of a put.
public sealed interface PutOutcome {

  /// The record is readable on that shard.
  record Stored(String shardId, SequenceNumber sequenceNumber) implements PutOutcome {}

  /// The shard's limit is used up; the record was not stored.
  record Throttled(String message) implements PutOutcome {}
}
