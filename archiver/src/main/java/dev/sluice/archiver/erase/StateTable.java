package dev.sluice.archiver.erase;

import dev.sluice.dynamodb.DeviceSummary;
import java.time.Instant;
import java.util.List;

/// The states of devices.
public interface StateTable {
  /// What there is of a device.
  ///
  /// @param eventType of the state, or [DeviceSummary#SORT_KEY]
  /// @param at when the state's event was received, or when the device was last seen
  record Entry(String eventType, Instant at) {
    boolean isSummary() {
      return eventType.equals(DeviceSummary.SORT_KEY);
    }
  }

  List<Entry> entries(String deviceId);

  /// Deletes an entry if it is still from until then.
  ///
  /// @return whether it was
  boolean delete(String deviceId, String eventType, Instant until);
}
