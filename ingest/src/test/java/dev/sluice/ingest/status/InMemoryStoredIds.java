package dev.sluice.ingest.status;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Ids in memory that count what was asked for.
final class InMemoryStoredIds implements StoredIds {
  private final Map<UUID, Held> held = new HashMap<>();
  private int asked;

  void add(UUID id, String device) {
    held.put(id, new Held(device));
  }

  int asked() {
    return asked;
  }

  @Override
  public Map<UUID, Held> find(Collection<UUID> ids) {
    asked += ids.size();
    Map<UUID, Held> found = new HashMap<>(held);
    found.keySet().retainAll(ids);
    return found;
  }
}
