package dev.sluice.local.kinesis.stream;

import java.util.List;

/// What is settled about a shard when it is made.
///
/// @param index counts the shards of the stream, closed ones included
/// @param ordinal its place among the stream's records; its own records come after it
/// @param millis epoch milliseconds
record ShardBirth(int index, HashKeyRange range, List<String> parents, long ordinal, long millis) {

  ShardBirth {
    parents = List.copyOf(parents);
  }

  String shardId() {
    String digits = Integer.toString(index);
    return "shardId-" + "0".repeat(12 - digits.length()) + digits;
  }
}
