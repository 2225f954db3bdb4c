package dev.sluice.stream;

/// Where an application that has no checkpoint yet begins. Shards that come from a split or merge
/// later are always read from their first record.
public enum StartPosition {
  /// The oldest record that the stream still keeps.
  TRIM_HORIZON,
  /// Only what arrives from now on.
  LATEST
}
