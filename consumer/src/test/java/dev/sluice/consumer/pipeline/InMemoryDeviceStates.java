package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.pipeline.Journal.Action;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.model.Event;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Device states in a map.
final class InMemoryDeviceStates implements DeviceStates {
  private final Map<String, DeviceState> states = new ConcurrentHashMap<>();
  private final Map<String, DeviceSummary> summaries = new ConcurrentHashMap<>();
  private final Journal journal;

  InMemoryDeviceStates(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void refresh(
      Collection<DeviceState> newer, Collection<DeviceSummary> seen, ShardControl control)
      throws ShardReleased {
    for (DeviceState state : newer) {
      Event event = state.event();
      synchronized (journal) {
        journal.does(new Action.Refreshed(event.deviceId(), event.eventType()));
      }
      states.merge(
          event.deviceId() + "/" + event.eventType(),
          state,
          (old, now) -> old.eventKey().compareTo(now.eventKey()) < 0 ? now : old);
    }
    for (DeviceSummary summary : seen) {
      synchronized (journal) {
        journal.does(new Action.Seen(summary.deviceId()));
      }
      summaries.merge(
          summary.deviceId(),
          summary,
          (old, now) -> old.lastSeen().isBefore(now.lastSeen()) ? now : old);
    }
  }

  Map<String, DeviceState> states() {
    return states;
  }

  Map<String, DeviceSummary> summaries() {
    return summaries;
  }
}
