package dev.sluice.consumer.dynamodb;

import dev.sluice.stream.CallRefused;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Reads items by their keys, consistently, 100 in a request.
///
/// @param operation the name of the call in metrics
record ConsistentReads(
    String table, String operation, DynamoDbClient dynamo, DynamoDbWrites writes) {
  private static final int PER_REQUEST = 100;

  /// @param keys each once
  /// @return those that are there, in no order
  List<Map<String, AttributeValue>> read(
      List<Map<String, AttributeValue>> keys, ShardControl control)
      throws ShardReleased, InterruptedException {
    return writes.requests().inParallel(keys, PER_REQUEST, some -> readSome(some, control));
  }

  private List<Map<String, AttributeValue>> readSome(
      List<Map<String, AttributeValue>> keys, ShardControl control)
      throws ShardReleased, InterruptedException {
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    List<Map<String, AttributeValue>> open = new ArrayList<>(keys);
    try {
      writes.caller().call(operation, () -> readOpen(open, found), control);
    } catch (CallRefused e) {
      throw new IllegalStateException("a request made of our own keys only", e);
    }
    return found;
  }

  private boolean readOpen(
      List<Map<String, AttributeValue>> open, List<Map<String, AttributeValue>> found)
      throws UnfinishedBatch {
    KeysAndAttributes wanted =
        KeysAndAttributes.builder().keys(List.copyOf(open)).consistentRead(true).build();
    BatchGetItemResponse answer = dynamo.batchGetItem(r -> r.requestItems(Map.of(table, wanted)));
    found.addAll(answer.responses().getOrDefault(table, List.of()));
    KeysAndAttributes left = answer.unprocessedKeys().get(table);
    open.clear();
    if (left != null) {
      open.addAll(left.keys());
      throw new UnfinishedBatch(open.size());
    }
    return true;
  }
}
