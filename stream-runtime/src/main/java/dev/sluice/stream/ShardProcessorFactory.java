package dev.sluice.stream;

/// Opens a processor each time that a worker gets the lease of a shard.
@FunctionalInterface
public interface ShardProcessorFactory {
  /// Must return without waiting for other systems: what may fail belongs into
  /// [ShardProcessor#process], which is repeated. An exception here is repeated too, on the first
  /// batch.
  ShardProcessor open(ShardRef shard, ShardControl control);
}
