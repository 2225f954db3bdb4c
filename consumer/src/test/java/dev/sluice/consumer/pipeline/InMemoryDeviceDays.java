package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.pipeline.Journal.Action;
import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Dates of devices in a map.
final class InMemoryDeviceDays implements DeviceDays {
  private final Map<String, DeviceDay> days = new ConcurrentHashMap<>();
  private final Journal journal;

  InMemoryDeviceDays(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void note(Collection<DeviceDay> some, ShardControl control) throws ShardReleased {
    for (DeviceDay day : some) {
      synchronized (journal) {
        journal.does(new Action.NotedDay(day.deviceId(), day.date()));
      }
      days.merge(
          day.bucket() + "/" + day.deviceId(),
          day,
          (old, now) -> old.expiresAt().isBefore(now.expiresAt()) ? now : old);
    }
  }

  Collection<DeviceDay> kept() {
    return days.values();
  }
}
