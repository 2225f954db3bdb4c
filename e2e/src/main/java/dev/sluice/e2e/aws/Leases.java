package dev.sluice.e2e.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// Reads the lease table of the consumer, which the Kinesis Client Library keeps.
public final class Leases implements AutoCloseable {
  private static final AttributeValue NOTHING = AttributeValue.builder().s("").n("").build();
  private static final String GIVER = "checkpointOwner";
  private static final Map<String, AttributeValue> LEADER =
      Map.of("leaseKey", AttributeValue.fromS("Leader"));

  private final DynamoDbClient dynamo = DynamoDbClient.create();

  /// The lease of a shard.
  ///
  /// @param checkpoint a sequence number, `TRIM_HORIZON`, `LATEST` or `SHARD_END`
  /// @param owner the worker that works on it, or empty; while a lease is handed over in good
  ///   order, the one that gives it away
  public record Held(String shardId, String checkpoint, long subSequence, String owner) {}

  /// By a consistent scan; none if there is no table yet.
  public List<Held> read() {
    try {
      return dynamo
          .scanPaginator(request -> request.tableName(Resources.LEASES).consistentRead(true))
          .items()
          .stream()
          .filter(item -> item.containsKey("checkpoint"))
          .map(Leases::held)
          .toList();
    } catch (ResourceNotFoundException e) {
      return List.of();
    }
  }

  /// The worker that assigns leases, or did so last: a dead one is named until another takes over.
  /// Empty when the last has stepped down. The library keeps the lock in the table of the leases.
  public Optional<String> leader() {
    Map<String, AttributeValue> lock =
        dynamo
            .getItem(
                request -> request.tableName(Resources.LEASES).key(LEADER).consistentRead(true))
            .item();
    return lock.containsKey("ownerName") && !lock.containsKey("isReleased")
        ? Optional.of(text(lock, "ownerName"))
        : Optional.empty();
  }

  private static Held held(Map<String, AttributeValue> item) {
    return new Held(
        text(item, "leaseKey"),
        text(item, "checkpoint"),
        Long.parseLong("0" + item.getOrDefault("checkpointSubSequenceNumber", NOTHING).n()),
        text(item, item.containsKey(GIVER) ? GIVER : "leaseOwner"));
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    return item.getOrDefault(attribute, NOTHING).s();
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
