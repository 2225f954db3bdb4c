package dev.sluice.consumer.dynamodb;

import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads whole tables.
final class Scans {
  private Scans() {}

  static Stream<Map<String, AttributeValue>> items(DynamoDbClient dynamo, String table) {
    return dynamo
        .scanPaginator(request -> request.tableName(table).consistentRead(true))
        .items()
        .stream();
  }
}
