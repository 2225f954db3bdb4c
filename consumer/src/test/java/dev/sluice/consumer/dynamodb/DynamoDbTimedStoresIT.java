package dev.sluice.consumer.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.alert.Alert;
import dev.sluice.consumer.alert.TimedStores;
import dev.sluice.consumer.aws.TestServers;
import dev.sluice.consumer.pipeline.Samples;
import dev.sluice.consumer.pipeline.TimedStoresContract;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.dynamodb.StoredAlert;
import dev.sluice.dynamodb.Tables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(TestServers.Extension.class)
class DynamoDbTimedStoresIT extends TimedStoresContract {
  private final TestServers servers;
  private final DynamoDbClient dynamo;
  private final Tables tables;

  DynamoDbTimedStoresIT(TestServers servers) {
    this.servers = servers;
    this.dynamo = servers.dynamo();
    this.tables = servers.tables(dynamo);
  }

  @Override
  protected TimedStores stores() {
    return new DynamoDbTimedStores(
        tables,
        Duration.ofDays(90),
        dynamo,
        servers.writes(dynamo),
        Clock.fixed(Samples.RECEIVED, ZoneOffset.UTC));
  }

  @Override
  protected void seen(Collection<DeviceSummary> devices) throws Exception {
    new DynamoDbDeviceStates(tables.deviceState(), servers.writes(dynamo))
        .refresh(List.of(), devices, shard);
  }

  @Override
  protected void counted(QualityMinute minute) {
    dynamo.putItem(request ->
        request.tableName(tables.counters()).item(QualityMinute.SCHEMA.itemToMap(minute, true)));
  }

  @Override
  protected Collection<Alert> alerts() {
    return Scans.items(dynamo, tables.alerts())
        .map(item -> StoredAlert.SCHEMA.mapToItem(item).alert())
        .toList();
  }

  @Test
  void theShardThatIsFurthestBehindIsWaitedForWhileItIsHeld() throws Exception {
    beat("1/a", Samples.RECEIVED.minusSeconds(2), Duration.ZERO);
    beat("1/b", Samples.RECEIVED.minusSeconds(1), Duration.ofMinutes(7));
    beat("1/gone", Samples.RECEIVED.minus(Duration.ofHours(1)), Duration.ZERO);
    assertThat(stores().countedUntil(shard))
        .isEqualTo(Samples.RECEIVED.minusSeconds(1).minus(Duration.ofMinutes(7)));
  }

  private void beat(String name, Instant time, Duration behind) {
    dynamo.putItem(request ->
        request
            .tableName(tables.feed())
            .item(ShardBeat.SCHEMA.itemToMap(new ShardBeat(name, "worker", behind, time), true)));
  }
}
