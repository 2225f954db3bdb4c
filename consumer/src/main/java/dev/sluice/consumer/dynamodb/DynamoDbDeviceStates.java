package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.dynamodb.NewerItems.Newer;
import dev.sluice.consumer.pipeline.DeviceStates;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Device states as items that are replaced if they are older.
public final class DynamoDbDeviceStates implements DeviceStates {
  private static final Set<String> OPTIONAL = Set.of("event_subtype");

  private final NewerItems items;

  public DynamoDbDeviceStates(String table, DynamoDbWrites writes) {
    this.items = new NewerItems("device-state", table, List.of("device_id", "event_type"), writes);
  }

  @Override
  public void refresh(
      Collection<DeviceState> states, Collection<DeviceSummary> summaries, ShardControl control)
      throws ShardReleased, InterruptedException {
    List<Newer> all = new ArrayList<>(states.size() + summaries.size());
    for (DeviceState state : states) {
      all.add(
          new Newer(
              new TreeMap<>(DeviceState.SCHEMA.itemToMap(state, true)),
              DeviceState.EVENT_KEY,
              OPTIONAL));
    }
    for (DeviceSummary summary : summaries) {
      all.add(Newer.of(DeviceSummary.SCHEMA.itemToMap(summary, true), DeviceSummary.LAST_SEEN));
    }
    items.replaceOlder(all, control);
  }
}
