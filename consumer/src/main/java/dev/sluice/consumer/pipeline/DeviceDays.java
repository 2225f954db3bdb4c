package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.Collection;

/// On which dates each device has events.
public interface DeviceDays {

  /// Notes what is not noted yet; of one that is, the later expiry counts.
  ///
  /// @param days at most one per device and date
  void note(Collection<DeviceDay> days, ShardControl control)
      throws ShardReleased, InterruptedException;
}
