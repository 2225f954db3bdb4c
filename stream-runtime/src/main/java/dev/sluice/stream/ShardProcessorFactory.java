package dev.sluice.stream;

/// Opens a processor for a shard at the first read under a new lease.
@FunctionalInterface
public interface ShardProcessorFactory {
  /// An exception is treated like one of [ShardProcessor#process]: repeated until it works.
  ShardProcessor open(ShardRef shard, ShardControl control);
}
