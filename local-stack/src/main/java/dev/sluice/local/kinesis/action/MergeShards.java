package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;

/// Merges two adjacent shards into one; done at once.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html>
record MergeShards(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    Stream stream = new StreamNames(account).in(in);
    stream.merge(in.requiredString("ShardToMerge"), in.requiredString("AdjacentShardToMerge"));
  }
}
