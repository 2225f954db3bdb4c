package dev.sluice.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The list of erasures, for those who must heed it.
public final class DynamoDbErasures {
  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoDbErasures(DynamoDbClient dynamo, Tables tables) {
    this.dynamo = dynamo;
    this.table = tables.counters();
  }

  /// Reads the whole list consistently: an erasure that was written before the call is in it. A
  /// read unit for each 4 KB, some 30 devices.
  ///
  /// @return until when the events of each erased device are erased, by device id
  public Map<String, Instant> erasedAt() {
    Map<String, Instant> erased = new HashMap<>();
    dynamo
        .queryPaginator(request ->
            request
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#bucket = :bucket")
                .expressionAttributeNames(Map.of("#bucket", QualityMinute.BUCKET))
                .expressionAttributeValues(
                    Map.of(":bucket", AttributeValue.fromS(Erasure.BUCKET_VALUE))))
        .items()
        .stream()
        .map(Erasure.SCHEMA::mapToItem)
        .forEach(erasure -> erased.put(erasure.deviceId(), erasure.erasedAt()));
    return erased;
  }
}
