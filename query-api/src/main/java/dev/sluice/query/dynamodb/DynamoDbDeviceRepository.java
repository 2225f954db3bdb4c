package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.Event;
import dev.sluice.query.read.DeviceFilter;
import dev.sluice.query.read.DeviceRepository;
import dev.sluice.query.read.DeviceSnapshot;
import dev.sluice.query.read.SeenDevice;
import dev.sluice.query.read.Slice;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/// Devices from the table of device states and its sparse index.
@Singleton
public class DynamoDbDeviceRepository implements DeviceRepository {
  /// Of at most 1 MB each.
  private static final int MAX_PAGES = 4;

  private final DynamoDbTable<DeviceState> states;
  private final DynamoDbTable<DeviceSummary> summaries;

  public DynamoDbDeviceRepository(DynamoDbEnhancedClient dynamo, Tables tables) {
    this.states = dynamo.table(tables.deviceState(), DeviceState.SCHEMA);
    this.summaries = dynamo.table(tables.deviceState(), DeviceSummary.SCHEMA);
  }

  @Override
  public Optional<DeviceSnapshot> findById(String deviceId, boolean consistent) {
    return StoreCalls.call("device " + deviceId, () -> snapshot(deviceId, consistent));
  }

  @Override
  public Slice<SeenDevice> findAllOrderByLastSeenDesc(
      DeviceFilter filter, int limit, @Nullable String after) {
    return StoreCalls.call(
        "the list of devices",
        () -> new DeviceListing(summaries.index(DeviceSummary.INDEX), filter, limit).read(after));
  }

  private Optional<DeviceSnapshot> snapshot(String deviceId, boolean consistent) {
    Key key = Key.builder().partitionValue(deviceId).sortValue(DeviceSummary.SORT_KEY).build();
    DeviceSummary summary = summaries.getItem(r -> r.key(key).consistentRead(consistent));
    List<Event> newest = new ArrayList<>();
    boolean complete = true;
    int pages = 0;
    // The summary sorts before every event type.
    for (Page<DeviceState> page :
        states.query(r ->
            r.queryConditional(QueryConditional.sortGreaterThan(key)).consistentRead(consistent))) {
      page.items().forEach(state -> newest.add(state.event()));
      complete = page.lastEvaluatedKey() == null;
      if (++pages == MAX_PAGES) {
        break;
      }
    }
    if (summary == null && newest.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DeviceSnapshot(
            deviceId, summary == null ? null : summary.lastSeen(), newest, complete));
  }
}
