package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.cache.RecentlyUsed;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Event;
import dev.sluice.model.Timestamps;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Coalesces a batch into one state per device and type, and one summary per device and minute. One
/// per shard: it remembers whom it has summarised, to write a busy device once a minute, and the
/// dates it has noted.
public final class StateRefresh {
  private static final int REMEMBERED_DEVICES = 10_000;

  private final DeviceStates states;
  private final DayNotes days;
  private final Map<String, Instant> lastSeen = new RecentlyUsed<>(REMEMBERED_DEVICES);

  /// @param days of this shard
  public StateRefresh(DeviceStates states, DayNotes days) {
    this.states = states;
    this.days = days;
  }

  private record DeviceAndType(String deviceId, String eventType) {}

  /// @return how many items were refreshed
  int refresh(List<StoredEvent> stored, ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<DeviceAndType, DeviceState> newest = new LinkedHashMap<>();
    Map<String, DeviceSummary> seen = new HashMap<>();
    for (StoredEvent item : stored) {
      Event event = item.event();
      newest.merge(
          new DeviceAndType(event.deviceId(), event.eventType()),
          new DeviceState(event),
          (one, other) -> one.eventKey().compareTo(other.eventKey()) >= 0 ? one : other);
      seen.merge(
          event.deviceId(),
          new DeviceSummary(event.deviceId(), event.receivedTime()),
          (one, other) -> one.lastSeen().isBefore(other.lastSeen()) ? other : one);
    }
    Collection<DeviceSummary> unseen = seen.values().stream().filter(this::isNews).toList();
    states.refresh(newest.values(), unseen, control);
    unseen.forEach(summary -> lastSeen.put(summary.deviceId(), summary.lastSeen()));
    return newest.size() + unseen.size() + days.note(stored, control);
  }

  private boolean isNews(DeviceSummary summary) {
    Instant known = lastSeen.get(summary.deviceId());
    return known == null || known.isBefore(Timestamps.minute(summary.lastSeen()));
  }
}
