package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.aws.TestServers;
import dev.sluice.consumer.pipeline.EventWriter;
import dev.sluice.consumer.pipeline.EventWriterContract;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.Tables;
import java.util.Collection;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(TestServers.Extension.class)
class DynamoDbEventWriterIT extends EventWriterContract {
  private final TestServers servers;
  private final DynamoDbClient dynamo;
  private final Tables tables;

  DynamoDbEventWriterIT(TestServers servers) {
    this.servers = servers;
    this.dynamo = servers.dynamo();
    this.tables = servers.tables(dynamo);
  }

  @Override
  protected EventWriter writer() {
    return new DynamoDbEventWriter(tables.events(), dynamo, servers.writes(dynamo));
  }

  @Override
  protected Collection<StoredEvent> stored() {
    return Scans.items(dynamo, tables.events()).map(StoredEvent.SCHEMA::mapToItem).toList();
  }
}
