package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.EventAttributes;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.Event;
import dev.sluice.query.read.DeviceFilter;
import dev.sluice.query.read.DeviceRepository;
import dev.sluice.query.read.DeviceSnapshot;
import dev.sluice.query.read.SeenDevice;
import dev.sluice.query.read.Slice;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Devices from the table of device states and its sparse index.
@Singleton
public class DynamoDbDeviceRepository implements DeviceRepository {
  /// Of at most 1 MB each.
  private static final int MAX_PAGES = 4;

  private final DynamoDbClient client;
  private final DynamoDbTable<DeviceSummary> summaries;
  private final Fanout fanout;

  public DynamoDbDeviceRepository(
      DynamoDbClient client, DynamoDbEnhancedClient enhanced, Tables tables, Fanout fanout) {
    this.client = client;
    this.summaries = enhanced.table(tables.deviceState(), DeviceSummary.SCHEMA);
    this.fanout = fanout;
  }

  @Override
  public Optional<DeviceSnapshot> findById(String deviceId, boolean consistent) {
    return StoreCalls.call("device " + deviceId, () -> snapshot(deviceId, consistent));
  }

  @Override
  public List<Optional<DeviceSnapshot>> findAllById(List<String> deviceIds) {
    return fanout.all(deviceIds, deviceId -> findById(deviceId, false));
  }

  @Override
  public Slice<SeenDevice> findAllOrderByLastSeenDesc(
      DeviceFilter filter, int limit, @Nullable String after) {
    return StoreCalls.call(
        "the list of devices",
        () -> new DeviceListing(summaries.index(DeviceSummary.INDEX), filter, limit).read(after));
  }

  /// One query for most: the partition of a device holds its summary, which sorts before every
  /// event type, and its states.
  private Optional<DeviceSnapshot> snapshot(String deviceId, boolean consistent) {
    Instant lastSeen = null;
    List<Event> newest = new ArrayList<>();
    Map<String, AttributeValue> next = Map.of();
    int pages = 0;
    do {
      QueryResponse page = client.query(query(deviceId, consistent, next));
      for (Map<String, AttributeValue> item : page.items()) {
        if (item.containsKey(DeviceSummary.LIST_BUCKET)) {
          lastSeen = DeviceSummary.SCHEMA.mapToItem(item).lastSeen();
        } else {
          newest.add(DeviceState.SCHEMA.mapToItem(item).event());
        }
      }
      next = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
    } while (!next.isEmpty() && ++pages < MAX_PAGES);
    return lastSeen == null && newest.isEmpty()
        ? Optional.empty()
        : Optional.of(new DeviceSnapshot(deviceId, lastSeen, newest, next.isEmpty()));
  }

  private QueryRequest query(
      String deviceId, boolean consistent, Map<String, AttributeValue> start) {
    return QueryRequest.builder()
        .tableName(summaries.tableName())
        .keyConditionExpression(EventAttributes.DEVICE_ID + " = :device")
        .expressionAttributeValues(Map.of(":device", AttributeValue.fromS(deviceId)))
        .consistentRead(consistent)
        .exclusiveStartKey(start.isEmpty() ? null : start)
        .build();
  }
}
