package dev.sluice.local.kinesis.stream;

import java.math.BigInteger;

/// Brings a stream to `target` shards of one size: shards are split at every new boundary, then the
/// parts of each new shard are merged, the temporary shards that AWS speaks of.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html>
record UniformScaling(int target) {

  void apply(Topology topology) {
    for (HashKeyRange wanted : HashKeyRange.uniform(target)) {
      BigInteger boundary = wanted.first();
      Shard holder = topology.openFor(boundary);
      if (!holder.range().first().equals(boundary)) {
        topology.split(holder, boundary);
      }
    }
    for (HashKeyRange wanted : HashKeyRange.uniform(target)) {
      Shard merged = topology.openFor(wanted.first());
      while (!merged.range().equals(wanted)) {
        Shard next = topology.openFor(merged.range().last().add(BigInteger.ONE));
        merged = topology.merge(merged, next);
      }
    }
  }
}
