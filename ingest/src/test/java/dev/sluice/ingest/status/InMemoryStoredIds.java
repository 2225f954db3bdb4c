package dev.sluice.ingest.status;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Ids in memory that count what was asked for, and may be told to be away.
public final class InMemoryStoredIds implements StoredIds {
  private final Map<UUID, Held> held = new HashMap<>();
  private int asked;
  private boolean away;

  public synchronized void add(UUID id, String device) {
    held.put(id, new Held(device));
  }

  public synchronized int asked() {
    return asked;
  }

  public synchronized void setAway(boolean now) {
    away = now;
  }

  @Override
  public synchronized Map<UUID, Held> find(Collection<UUID> ids) {
    if (away) {
      throw new StoreAwayException("told to be away");
    }
    asked += ids.size();
    Map<UUID, Held> found = new HashMap<>(held);
    found.keySet().retainAll(ids);
    return found;
  }
}
