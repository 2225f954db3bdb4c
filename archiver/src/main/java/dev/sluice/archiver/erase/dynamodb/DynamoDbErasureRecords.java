package dev.sluice.archiver.erase.dynamodb;

import dev.sluice.archiver.erase.ErasureRecords;
import dev.sluice.dynamodb.Erasure;
import dev.sluice.dynamodb.ShardCounter;
import dev.sluice.dynamodb.Tables;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/// The list of erasures in the table of counters.
public final class DynamoDbErasureRecords implements ErasureRecords {
  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoDbErasureRecords(DynamoDbClient dynamo, Tables tables) {
    this.dynamo = dynamo;
    this.table = tables.counters();
  }

  @Override
  public Optional<Erasure> find(String deviceId) {
    GetItemResponse answer =
        dynamo.getItem(request ->
            request
                .tableName(table)
                .consistentRead(true)
                .key(
                    Map.of(
                        ShardCounter.BUCKET,
                        AttributeValue.fromS(Erasure.BUCKET_VALUE),
                        ShardCounter.KEY,
                        AttributeValue.fromS(deviceId))));
    return answer.hasItem()
        ? Optional.of(Erasure.SCHEMA.mapToItem(answer.item()))
        : Optional.empty();
  }

  @Override
  public void put(Erasure erasure) {
    dynamo.putItem(
        request -> request.tableName(table).item(Erasure.SCHEMA.itemToMap(erasure, true)));
  }
}
