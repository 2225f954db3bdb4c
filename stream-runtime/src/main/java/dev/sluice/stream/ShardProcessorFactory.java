package dev.sluice.stream;

/// Opens a processor for a shard when the first records arrive under a new lease.
@FunctionalInterface
public interface ShardProcessorFactory {
  /// An exception is treated like one of [ShardProcessor#process]: repeated until it works.
  ShardProcessor open(ShardRef shard, ShardControl control);
}
