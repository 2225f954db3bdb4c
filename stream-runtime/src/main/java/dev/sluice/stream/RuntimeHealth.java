package dev.sluice.stream;

import java.util.List;

/// How the workers of this process do; deployables map it to their endpoints.
///
/// @param live false when a shard hangs in a stage that returns nothing: a restart is the cure
/// @param ready every worker runs and nothing that it depends on is down
/// @param shards the shards held
/// @param problems why it is not live or not ready, in words; empty when it is both
public record RuntimeHealth(
    boolean live, boolean ready, List<ShardStatus> shards, List<String> problems) {
  public RuntimeHealth {
    shards = List.copyOf(shards);
    problems = List.copyOf(problems);
  }
}
