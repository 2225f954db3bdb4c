package dev.sluice.consumer.cache;

import java.util.LinkedHashMap;
import java.util.Map;

/// A map that forgets what was used least recently once it holds so many entries. One thread at a
/// time.
public final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int most;

  public RecentlyUsed(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
