package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.HashKeyRange;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;

/// Splits a shard in two at a hash key; done at once.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SplitShard.html>
record SplitShard(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    Stream stream = new StreamNames(account).in(in);
    stream.split(
        in.requiredString("ShardToSplit"),
        HashKeyRange.parse(in.requiredString("NewStartingHashKey")));
  }
}
