package dev.sluice.local.kinesis.stream;

/// Who decides on the number of shards: the user, or AWS.
public enum StreamMode {
  PROVISIONED,
  ON_DEMAND
}
