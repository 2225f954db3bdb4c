package dev.sluice.consumer.dynamodb;

import dev.sluice.alert.Alert;
import dev.sluice.consumer.alert.Alerts;
import dev.sluice.consumer.aws.TestServers;
import dev.sluice.consumer.pipeline.AlertsContract;
import dev.sluice.dynamodb.StoredAlert;
import dev.sluice.dynamodb.Tables;
import java.time.Duration;
import java.util.Collection;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(TestServers.Extension.class)
class DynamoDbAlertsIT extends AlertsContract {
  private final TestServers servers;
  private final DynamoDbClient dynamo;
  private final Tables tables;

  DynamoDbAlertsIT(TestServers servers) {
    this.servers = servers;
    this.dynamo = servers.dynamo();
    this.tables = servers.tables(dynamo);
  }

  @Override
  protected Alerts alerts() {
    return new DynamoDbAlerts(tables.alerts(), Duration.ofDays(90), servers.writes(dynamo));
  }

  @Override
  protected Collection<Alert> kept() {
    return Scans.items(dynamo, tables.alerts())
        .map(item -> StoredAlert.SCHEMA.mapToItem(item).alert())
        .toList();
  }
}
