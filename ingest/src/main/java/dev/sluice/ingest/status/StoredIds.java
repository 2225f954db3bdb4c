package dev.sluice.ingest.status;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// Which events the consumer has taken in, by their ids.
public interface StoredIds {

  /// @param ids of any number
  /// @return those that are there, each with its device
  /// @throws StoreAwayException if nobody knows
  Map<UUID, Held> find(Collection<UUID> ids);

  /// An id that is taken.
  ///
  /// @param deviceId empty where the event was erased: what remains does not tell
  record Held(String deviceId) {}
}
