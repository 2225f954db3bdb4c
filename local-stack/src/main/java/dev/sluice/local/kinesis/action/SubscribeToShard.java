package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.Shard;
import dev.sluice.local.kinesis.stream.StartingPosition;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.stream.Subscriptions;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;
import java.time.Duration;

/// Pushes a shard's records to a registered consumer over one long answer.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html>
///
/// @param life how long an answer lasts; 5 minutes at AWS
record SubscribeToShard(Account account, Subscriptions subscriptions, Duration life)
    implements StreamingAction {

  @Override
  public EventSource open(Call call) throws IOException {
    Parameters in = call.parameters();
    String consumerArn = in.requiredString("ConsumerARN");
    Stream stream = account.streamOfArn(consumerArn);
    if (stream.consumers().withArn(consumerArn).isEmpty()) {
      throw ErrorType.RESOURCE_NOT_FOUND.because("Consumer " + consumerArn + " not found.");
    }
    Shard shard = stream.shard(in.requiredString("ShardId"));
    Parameters start =
        in.object("StartingPosition").orElseThrow(() -> Parameters.missing("startingPosition"));
    StartingPosition position =
        new Positions("SequenceNumber", account.clock().millis())
            .read(start.requiredString("Type"), start);
    long from = stream.ordinalOf(position, shard);
    Subscriptions.Ticket ticket = subscriptions.take(consumerArn, shard.id());
    return new ShardEvents(
        new ShardEvents.Source(stream, shard, account.clock()), subscriptions, ticket, life, from);
  }
}
