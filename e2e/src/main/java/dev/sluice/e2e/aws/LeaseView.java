package dev.sluice.e2e.aws;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads who works on what from the lease table of the consumer. The Kinesis Client Library keeps
/// leases, the lock of the leader, and reports of the workers in the one table.
///
/// Source: the library's `DynamoDBLeaseSerializer` and `LeaderLock`, 3.5.1
public final class LeaseView implements AutoCloseable {
  private static final String KEY = "leaseKey";
  private static final String CHECKPOINT = "checkpoint";
  private static final Map<String, AttributeValue> LEADER =
      Map.of(KEY, AttributeValue.fromS("Leader"));

  private final DynamoDbClient dynamo = DynamoDbClient.create();

  /// A shard's lease.
  ///
  /// @param owner the worker that holds it, or held it last; empty when it was given back
  /// @param checkpoint a sequence number, or `TRIM_HORIZON`, `LATEST`, `SHARD_END`
  public record Lease(String shardId, Optional<String> owner, String checkpoint) {
    public boolean hasEnded() {
      return checkpoint.equals("SHARD_END");
    }
  }

  /// Every lease, by shard.
  public List<Lease> leases() {
    return dynamo
        .scanPaginator(request -> request.tableName(Resources.LEASES).consistentRead(true))
        .items()
        .stream()
        .filter(item -> item.containsKey(CHECKPOINT))
        .map(item ->
            new Lease(
                text(item, KEY).orElseThrow(),
                text(item, "leaseOwner"),
                text(item, CHECKPOINT).orElseThrow()))
        .sorted(Comparator.comparing(Lease::shardId))
        .toList();
  }

  /// The worker that assigns leases, or did so last; empty when it has stepped down.
  public Optional<String> leader() {
    Map<String, AttributeValue> lock =
        dynamo
            .getItem(
                request -> request.tableName(Resources.LEASES).key(LEADER).consistentRead(true))
            .item();
    return lock.containsKey("isReleased") ? Optional.empty() : text(lock, "ownerName");
  }

  private static Optional<String> text(Map<String, AttributeValue> item, String attribute) {
    return Optional.ofNullable(item.get(attribute)).map(value -> Objects.requireNonNull(value.s()));
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
