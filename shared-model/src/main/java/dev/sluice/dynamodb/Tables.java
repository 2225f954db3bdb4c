package dev.sluice.dynamodb;

import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The tables of one installation, all named behind one prefix.
///
/// @param prefix by default `sluice`; AWS takes 3 to 255 of `[A-Za-z0-9_.-]` for the whole name
public record Tables(String prefix) {
  /// The attribute that DynamoDB's TTL goes by, in every table that has one; epoch seconds.
  public static final String EXPIRES_AT = "expires_at";

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.-]{1,200}");

  public Tables {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "table prefix \"" + prefix + "\" is not 1 to 200 of A-Z a-z 0-9 _ . -");
    }
  }

  public String events() {
    return prefix + "-events";
  }

  public String eventIds() {
    return prefix + "-event-ids";
  }

  public String deviceState() {
    return prefix + "-device-state";
  }

  public String counters() {
    return prefix + "-counters";
  }

  public String alerts() {
    return prefix + "-alerts";
  }

  public String alertState() {
    return prefix + "-alert-state";
  }

  public String feed() {
    return prefix + "-feed";
  }

  /// Those whose items expire.
  public List<String> withTtl() {
    return List.of(events(), eventIds(), counters(), alerts(), feed());
  }

  /// What makes the tables. On AWS Terraform does; this serves a laptop and tests.
  public List<CreateTableRequest> definitions() {
    return List.of(
        table(events(), "device_day", "event_key").build(),
        table(eventIds(), "event_id").build(),
        table(deviceState(), "device_id", "event_type")
            .attributeDefinitions(
                string("device_id"),
                string("event_type"),
                string(DeviceSummary.LIST_BUCKET),
                string(DeviceSummary.LAST_SEEN))
            .globalSecondaryIndexes(
                GlobalSecondaryIndex.builder()
                    .indexName(DeviceSummary.INDEX)
                    .keySchema(keys(DeviceSummary.LIST_BUCKET, DeviceSummary.LAST_SEEN))
                    .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                    .build())
            .build(),
        table(counters(), ShardCounter.BUCKET, ShardCounter.KEY).build(),
        table(alerts(), StoredAlert.MINUTE, StoredAlert.ALERT_KEY).build(),
        table(alertState(), "device_id", "rule").build(),
        table(feed(), FeedItem.SHARD, FeedItem.POSITION).build());
  }

  private static CreateTableRequest.Builder table(String name, String... keys) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .keySchema(keys(keys))
        .attributeDefinitions(List.of(keys).stream().map(Tables::string).toList());
  }

  private static List<KeySchemaElement> keys(String... names) {
    KeySchemaElement hash = key(names[0], KeyType.HASH);
    return names.length == 1 ? List.of(hash) : List.of(hash, key(names[1], KeyType.RANGE));
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition string(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}
