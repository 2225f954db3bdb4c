package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.cache.RecentlyUsed;
import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Retention;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Notes the dates of a shard's devices, each once an hour: an erasure takes the notes of a device
/// away, and the shards that remember having written them are not told.
public final class DayNotes {
  /// Most devices are at today and some still at yesterday.
  private static final int REMEMBERED_DAYS = 20_000;

  private final DeviceDays days;
  private final Retention retention;
  private final Map<DeviceDay, Instant> notedInHour = new RecentlyUsed<>(REMEMBERED_DAYS);

  public DayNotes(DeviceDays days, Retention retention) {
    this.days = days;
    this.retention = retention;
  }

  /// @return how many notes were written
  int note(Collection<StoredEvent> stored, ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<DeviceDay, Instant> news = new HashMap<>();
    for (StoredEvent item : stored) {
      DeviceDay day = DeviceDay.of(item.event(), retention);
      Instant hour = item.event().receivedTime().truncatedTo(ChronoUnit.HOURS);
      Instant noted = notedInHour.get(day);
      if (noted == null || noted.isBefore(hour)) {
        news.merge(day, hour, (one, other) -> one.isBefore(other) ? other : one);
      }
    }
    if (!news.isEmpty()) {
      days.note(news.keySet(), control);
      notedInHour.putAll(news);
    }
    return news.size();
  }
}
