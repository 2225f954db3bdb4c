package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.aws.TestServers;
import dev.sluice.consumer.pipeline.DeviceStates;
import dev.sluice.consumer.pipeline.DeviceStatesContract;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.Tables;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(TestServers.Extension.class)
class DynamoDbDeviceStatesIT extends DeviceStatesContract {
  private final TestServers servers;
  private final DynamoDbClient dynamo;
  private final Tables tables;

  DynamoDbDeviceStatesIT(TestServers servers) {
    this.servers = servers;
    this.dynamo = servers.dynamo();
    this.tables = servers.tables(dynamo);
  }

  @Override
  protected DeviceStates states() {
    return new DynamoDbDeviceStates(tables.deviceState(), servers.writes(dynamo));
  }

  @Override
  protected Collection<DeviceState> kept() {
    return items(false).map(DeviceState.SCHEMA::mapToItem).toList();
  }

  @Override
  protected Collection<DeviceSummary> summaries() {
    return items(true).map(DeviceSummary.SCHEMA::mapToItem).toList();
  }

  private Stream<Map<String, AttributeValue>> items(boolean summaries) {
    return Scans.items(dynamo, tables.deviceState())
        .filter(item -> item.containsKey(DeviceSummary.LIST_BUCKET) == summaries);
  }
}
