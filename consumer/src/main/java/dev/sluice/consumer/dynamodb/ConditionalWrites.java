package dev.sluice.consumer.dynamodb;

import dev.sluice.stream.CallRefused;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Writes that all happen or none does.
record ConditionalWrites(DynamoDbClient dynamo, DynamoDbWrites writes) {

  /// A transaction that others were in the way of: passes by itself.
  private static final class InTheWay extends IOException {
    private static final long serialVersionUID = 1;

    InTheWay(TransactionCanceledException cause) {
      super("a transaction was cancelled", cause);
    }
  }

  /// @param condition may call the attribute `until` `#until`, for that is a reserved word
  TransactWriteItem put(
      String table,
      Map<String, AttributeValue> item,
      String condition,
      Map<String, AttributeValue> values) {
    writes.units().written(table, item);
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(item)
                .conditionExpression(condition)
                .expressionAttributeNames(
                    condition.contains("#until") ? Map.of("#until", "until") : null)
                .expressionAttributeValues(values.isEmpty() ? null : values))
        .build();
  }

  /// @return -1 when all was written; else the first whose condition failed
  int write(String operation, List<TransactWriteItem> items, ShardControl control)
      throws ShardReleased, InterruptedException {
    try {
      return writes.caller().call(operation, () -> write(items), control);
    } catch (CallRefused e) {
      throw new IllegalStateException("a transaction made of our own items only", e);
    }
  }

  private int write(List<TransactWriteItem> items) throws InTheWay {
    try {
      dynamo.transactWriteItems(request -> request.transactItems(items));
      return -1;
    } catch (TransactionCanceledException e) {
      List<CancellationReason> reasons = e.cancellationReasons();
      for (int i = 0; i < reasons.size(); i++) {
        if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
          return i;
        }
      }
      throw new InTheWay(e);
    }
  }
}
