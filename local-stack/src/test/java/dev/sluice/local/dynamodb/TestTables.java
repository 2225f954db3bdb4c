package dev.sluice.local.dynamodb;

import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/// The table that these tests use: key `pk`, `sk`; a sparse index on `bucket`; life ends at
/// `expires_at`.
final class TestTables {
  static final String TABLE = "sluice-events";

  private TestTables() {}

  static void create(DynamoDbClient client) {
    client.createTable(table ->
        table
            .tableName(TABLE)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                a -> a.attributeName("pk").attributeType(ScalarAttributeType.S),
                a -> a.attributeName("sk").attributeType(ScalarAttributeType.S),
                a -> a.attributeName("bucket").attributeType(ScalarAttributeType.N))
            .keySchema(
                k -> k.attributeName("pk").keyType(KeyType.HASH),
                k -> k.attributeName("sk").keyType(KeyType.RANGE))
            .globalSecondaryIndexes(index ->
                index
                    .indexName("by-bucket")
                    .keySchema(k -> k.attributeName("bucket").keyType(KeyType.HASH))
                    .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY)))
            .streamSpecification(
                s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
    client.updateTimeToLive(ttl ->
        ttl.tableName(TABLE)
            .timeToLiveSpecification(s -> s.enabled(true).attributeName("expires_at")));
  }

  static Map<String, AttributeValue> item(String pk, String sk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }

  static Map<String, AttributeValue> item(String pk, String sk, long expiresAt) {
    return Map.of(
        "pk",
        AttributeValue.fromS(pk),
        "sk",
        AttributeValue.fromS(sk),
        "expires_at",
        AttributeValue.fromN(Long.toString(expiresAt)));
  }

  static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name).s();
  }
}
