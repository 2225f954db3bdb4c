package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.Subscriptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every operation that the local Kinesis knows, by name.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Operations.html>
public final class Actions {

  private final Map<String, Operation> byName = new LinkedHashMap<>();

  /// @param iteratorLife how long a shard iterator can be used
  /// @param subscriptionLife how long a `SubscribeToShard` lasts
  public Actions(Account account, Duration iteratorLife, Duration subscriptionLife) {
    List<Operation> operations =
        List.of(
            new CreateStream(account),
            new DeleteStream(account),
            new DescribeStream(account),
            new DescribeStreamSummary(account),
            new ListStreams(account),
            new ListShards(account),
            new PutRecord(account),
            new PutRecords(account),
            new GetShardIterator(account),
            new GetRecords(account, iteratorLife),
            new SplitShard(account),
            new MergeShards(account),
            new UpdateShardCount(account),
            new IncreaseStreamRetentionPeriod(account),
            new DecreaseStreamRetentionPeriod(account),
            new AddTagsToStream(account),
            new RemoveTagsFromStream(account),
            new ListTagsForStream(account),
            new TagResource(account),
            new UntagResource(account),
            new ListTagsForResource(account),
            new RegisterStreamConsumer(account),
            new DescribeStreamConsumer(account),
            new ListStreamConsumers(account),
            new DeregisterStreamConsumer(account),
            new SubscribeToShard(account, new Subscriptions(account.clock()), subscriptionLife));
    operations.forEach(operation -> byName.put(operation.name(), operation));
  }

  public Optional<Operation> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
