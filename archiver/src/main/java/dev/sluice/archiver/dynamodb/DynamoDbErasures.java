package dev.sluice.archiver.dynamodb;

import dev.sluice.archiver.commit.Erasures;
import dev.sluice.dynamodb.Erasure;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The list of erasures in the table of counters, by a consistent query: a read unit for every 4
/// KB, some thirty devices.
public final class DynamoDbErasures implements Erasures {
  private static final QueryConditional ALL =
      QueryConditional.keyEqualTo(key -> key.partitionValue(Erasure.BUCKET_VALUE));

  private final DynamoDbTable<Erasure> table;

  /// @param table of counters
  public DynamoDbErasures(String table, DynamoDbClient dynamo) {
    this.table =
        DynamoDbEnhancedClient.builder()
            .dynamoDbClient(dynamo)
            .build()
            .table(table, Erasure.SCHEMA);
  }

  @Override
  public Map<String, Instant> read() {
    return table.query(query -> query.queryConditional(ALL).consistentRead(true)).items().stream()
        .collect(Collectors.toUnmodifiableMap(Erasure::deviceId, Erasure::erasedAt));
  }
}
