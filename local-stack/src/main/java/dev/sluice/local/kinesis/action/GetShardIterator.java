package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.Shard;
import dev.sluice.local.kinesis.stream.ShardIterator;
import dev.sluice.local.kinesis.stream.StartingPosition;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;

/// Gives out a place in a shard to read from.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html>
record GetShardIterator(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    long now = account.clock().millis();
    Stream stream = new StreamNames(account).in(in);
    Shard shard = stream.shard(in.requiredString("ShardId"));
    StartingPosition position =
        new Positions("StartingSequenceNumber", now)
            .read(in.requiredString("ShardIteratorType"), in);
    ShardIterator iterator =
        new ShardIterator(
            stream.name(),
            stream.identity().created().toEpochMilli(),
            shard.id(),
            stream.ordinalOf(position, shard),
            now);
    call.reply().object(json -> json.writeStringField("ShardIterator", iterator.token()));
  }
}
