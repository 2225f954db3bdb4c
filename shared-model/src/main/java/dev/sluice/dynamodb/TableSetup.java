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
      if (!existing.contains(definition.tableName())) {
        create(dynamo, definition, tables);
      }
    }
  }

  private static void create(DynamoDbClient dynamo, CreateTableRequest definition, Tables tables) {
    String name = definition.tableName();
    try {
      dynamo.createTable(definition);
    } catch (ResourceInUseException e) {
      return; // somebody else is making it
    }
    dynamo.waiter().waitUntilTableExists(request -> request.tableName(name));
    if (tables.withTtl().contains(name)) {
      dynamo.updateTimeToLive(request ->
          request
              .tableName(name)
              .timeToLiveSpecification(ttl -> ttl.attributeName(Tables.EXPIRES_AT).enabled(true)));
    }
  }
}
