package dev.sluice.query.live;

import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Adds up what the shards have counted in each window. Bounded: the window that was looked at the
/// longest ago is forgotten. Not safe for many threads.
final class WindowBoard {
  private static final int MAX_WINDOWS = 5_000;

  private record Key(String eventType, String field, WindowLength length, Instant start) {
    static Key of(WindowTotals window) {
      return new Key(window.eventType(), window.field(), window.length(), window.start());
    }
  }

  private final Map<Key, Map<String, WindowTotals>> windows = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<Key> changed = new LinkedHashSet<>();

  /// What a shard has counted by now, in place of what it said before.
  void note(String shard, WindowTotals window) {
    Key key = Key.of(window);
    windows
        .computeIfAbsent(key, any -> new HashMap<>())
        .merge(shard, window, (before, after) -> after.count() < before.count() ? before : after);
    changed.add(key);
    if (windows.size() > MAX_WINDOWS) {
      Key oldest = windows.keySet().iterator().next();
      windows.remove(oldest);
      changed.remove(oldest);
    }
  }

  /// The sums of those that changed since this was asked.
  List<WindowTotals> changed() {
    List<WindowTotals> sums = new ArrayList<>(changed.size());
    for (Key key : changed) {
      Map<String, WindowTotals> byShard = windows.getOrDefault(key, Map.of());
      byShard.values().stream().reduce(WindowTotals::plus).ifPresent(sums::add);
    }
    changed.clear();
    return sums;
  }
}
