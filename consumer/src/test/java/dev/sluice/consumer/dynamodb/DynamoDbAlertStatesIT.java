package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.alert.AlertStates;
import dev.sluice.consumer.aws.TestServers;
import dev.sluice.consumer.pipeline.AlertStatesContract;
import dev.sluice.dynamodb.Silence;
import dev.sluice.dynamodb.Tables;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(TestServers.Extension.class)
class DynamoDbAlertStatesIT extends AlertStatesContract {
  private final TestServers servers;
  private final DynamoDbClient dynamo;
  private final Tables tables;

  DynamoDbAlertStatesIT(TestServers servers) {
    this.servers = servers;
    this.dynamo = servers.dynamo();
    this.tables = servers.tables(dynamo);
  }

  @Override
  protected AlertStates states() {
    return new DynamoDbAlertStates(tables.alertState(), dynamo, servers.writes(dynamo));
  }

  @Override
  protected void raised(Silence silence) {
    dynamo.putItem(request ->
        request.tableName(tables.alertState()).item(Silence.SCHEMA.itemToMap(silence, true)));
  }
}
