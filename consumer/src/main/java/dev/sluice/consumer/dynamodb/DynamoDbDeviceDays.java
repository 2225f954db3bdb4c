package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.dynamodb.NewerItems.Newer;
import dev.sluice.consumer.pipeline.DeviceDays;
import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.Tables;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.Collection;
import java.util.List;

/// Dates of devices as items of the table of counters, replaced by those that expire later.
public final class DynamoDbDeviceDays implements DeviceDays {
  private final NewerItems items;

  public DynamoDbDeviceDays(String table, DynamoDbWrites writes) {
    this.items =
        new NewerItems(
            "device-days", table, List.of(QualityMinute.BUCKET, QualityMinute.KEY), writes);
  }

  @Override
  public void note(Collection<DeviceDay> days, ShardControl control)
      throws ShardReleased, InterruptedException {
    items.replaceOlder(
        days.stream()
            .map(day -> Newer.of(DeviceDay.SCHEMA.itemToMap(day, true), Tables.EXPIRES_AT))
            .toList(),
        control);
  }
}
