package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.aws.TestServers;
import dev.sluice.consumer.pipeline.Counters;
import dev.sluice.consumer.pipeline.WindowCountersContract;
import dev.sluice.dynamodb.Tables;
import dev.sluice.dynamodb.WindowItem;
import java.util.Collection;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(TestServers.Extension.class)
class DynamoDbWindowsIT extends WindowCountersContract {
  private final TestServers servers;
  private final DynamoDbClient dynamo;
  private final Tables tables;

  DynamoDbWindowsIT(TestServers servers) {
    this.servers = servers;
    this.dynamo = servers.dynamo();
    this.tables = servers.tables(dynamo);
  }

  @Override
  protected Counters<WindowItem> counters() {
    return new DynamoDbCounters<>(
        tables.counters(), WindowItem.SCHEMA, dynamo, servers.writes(dynamo));
  }

  @Override
  protected Collection<WindowItem> kept() {
    return Scans.items(dynamo, tables.counters()).map(WindowItem.SCHEMA::mapToItem).toList();
  }
}
