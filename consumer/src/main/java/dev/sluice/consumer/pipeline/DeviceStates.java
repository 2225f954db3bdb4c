package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.Collection;

/// The newest event of each device and type, and when each device was last seen.
public interface DeviceStates {

  /// Replaces each state that is older; newer ones stay.
  ///
  /// @param states at most one per device and type
  /// @param summaries at most one per device
  void refresh(
      Collection<DeviceState> states, Collection<DeviceSummary> summaries, ShardControl control)
      throws ShardReleased, InterruptedException;
}
