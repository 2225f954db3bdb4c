package dev.sluice.dynamodb;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/// Makes the tables that are missing and switches their TTL on. On AWS Terraform does this.
public final class TableSetup {
  private TableSetup() {}

  /// Returns when every table can be written.
  public static void createMissing(DynamoDbClient dynamo, Tables tables) {
    List<String> existing =
        dynamo.listTablesPaginator().tableNames().stream()
            .filter(name -> name.startsWith(tables.prefix()))
            .toList();
    for (CreateTableRequest definition : tables.definitions()) {
      String name = definition.tableName();
      boolean made = !existing.contains(name) && create(dynamo, definition);
      // one that somebody else has just begun to make is waited for, too
      dynamo.waiter().waitUntilTableExists(request -> request.tableName(name));
      if (made && tables.withTtl().contains(name)) {
        enableTtl(dynamo, name);
      }
    }
  }

  /// @return false when somebody else is making it
  private static boolean create(DynamoDbClient dynamo, CreateTableRequest definition) {
    try {
      dynamo.createTable(definition);
      return true;
    } catch (ResourceInUseException e) {
      return false;
    }
  }

  private static void enableTtl(DynamoDbClient dynamo, String name) {
    dynamo.updateTimeToLive(request ->
        request
            .tableName(name)
            .timeToLiveSpecification(ttl -> ttl.attributeName(Tables.EXPIRES_AT).enabled(true)));
  }
}
