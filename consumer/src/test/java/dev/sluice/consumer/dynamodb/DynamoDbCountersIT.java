package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.aws.TestServers;
import dev.sluice.consumer.pipeline.Counters;
import dev.sluice.consumer.pipeline.QualityCountersContract;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.Tables;
import java.util.Collection;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(TestServers.Extension.class)
class DynamoDbCountersIT extends QualityCountersContract {
  private final TestServers servers;
  private final DynamoDbClient dynamo;
  private final Tables tables;

  DynamoDbCountersIT(TestServers servers) {
    this.servers = servers;
    this.dynamo = servers.dynamo();
    this.tables = servers.tables(dynamo);
  }

  @Override
  protected Counters<QualityMinute> counters() {
    return new DynamoDbCounters<>(
        tables.counters(), QualityMinute.SCHEMA, dynamo, servers.writes(dynamo));
  }

  @Override
  protected Collection<QualityMinute> kept() {
    return Scans.items(dynamo, tables.counters()).map(QualityMinute.SCHEMA::mapToItem).toList();
  }
}
