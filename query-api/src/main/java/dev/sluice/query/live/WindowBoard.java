package dev.sluice.query.live;

import dev.sluice.window.WindowField;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowSums;
import dev.sluice.window.WindowTotals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Adds up what the shards have counted in each of the latest windows. The feed tells of a window
/// only what shards have added lately: a sum is told once what the store has of the window is in
/// it, that of shards that have ended or are idle. Not safe for many threads.
final class WindowBoard {
  /// Of each length.
  private static final int KEPT = 64;

  /// One window, with all its fields.
  record Window(WindowLength length, Instant start) {
    static Window of(WindowTotals totals) {
      return new Window(totals.length(), totals.start());
    }
  }

  private record Key(WindowField field, Window window) {
    static Key of(WindowTotals totals) {
      return new Key(new WindowField(totals.eventType(), totals.field()), Window.of(totals));
    }
  }

  private final WindowSums sums = new WindowSums(KEPT);
  private final Map<Key, WindowTotals> changed = new LinkedHashMap<>();
  private final Set<Window> whole = new HashSet<>();

  /// What a shard has counted by now, in place of what it said before.
  void note(String shard, WindowTotals totals) {
    sums.put(shard, totals).ifPresent(sum -> changed.put(Key.of(sum), sum));
  }

  /// A window that has changed and of which the store has to be asked.
  Optional<Window> lacking() {
    return changed.keySet().stream()
        .map(Key::window)
        .filter(window -> !whole.contains(window))
        .findFirst();
  }

  /// What the store has of a window.
  void fill(Window window, Map<String, List<WindowTotals>> byShard) {
    byShard.forEach((shard, fields) ->
        fields.forEach(
            totals -> sums.put(shard, totals).ifPresent(sum -> changed.replace(Key.of(sum), sum))));
    whole.add(window);
  }

  /// The sums of those that changed since this was asked.
  List<WindowTotals> changed() {
    List<WindowTotals> told = new ArrayList<>();
    changed
        .entrySet()
        .removeIf(one -> {
          Window window = one.getKey().window();
          boolean ready = whole.contains(window);
          if (ready) {
            told.add(one.getValue());
          }
          return ready || isForgotten(window);
        });
    whole.removeIf(this::isForgotten);
    return told;
  }

  private boolean isForgotten(Window window) {
    return !sums.knows(window.length(), window.start());
  }
}
