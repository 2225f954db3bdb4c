package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.aws.TestServers;
import dev.sluice.consumer.pipeline.DeviceDays;
import dev.sluice.consumer.pipeline.DeviceDaysContract;
import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.dynamodb.Tables;
import java.util.Collection;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(TestServers.Extension.class)
class DynamoDbDeviceDaysIT extends DeviceDaysContract {
  private final TestServers servers;
  private final DynamoDbClient dynamo;
  private final Tables tables;

  DynamoDbDeviceDaysIT(TestServers servers) {
    this.servers = servers;
    this.dynamo = servers.dynamo();
    this.tables = servers.tables(dynamo);
  }

  @Override
  protected DeviceDays days() {
    return new DynamoDbDeviceDays(tables.counters(), servers.writes(dynamo));
  }

  @Override
  protected Collection<DeviceDay> kept() {
    return Scans.items(dynamo, tables.counters()).map(DeviceDay.SCHEMA::mapToItem).toList();
  }
}
