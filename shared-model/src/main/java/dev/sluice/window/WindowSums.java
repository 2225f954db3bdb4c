package dev.sluice.window;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Adds up what each shard says it has counted in a window, for the most recent windows of each
/// length. Each saying stands in place of what the shard said before, unless it says less: what a
/// shard has counted only grows, so a lower count is an older saying, in whatever order they come.
///
/// The sum is that of the shards heard of. Who begins to listen in the middle of a window first
/// puts what the store has of it, where [#knows] says that nothing is known yet.
///
/// Not thread-safe.
public final class WindowSums {
  private final int mostOfEachLength;
  private final Map<WindowLength, NavigableMap<Instant, Map<WindowField, Shards>>> windows =
      new EnumMap<>(WindowLength.class);

  /// What each shard has counted, of one field in one window.
  private record Shards(Map<String, WindowTotals> byShard) {
    WindowTotals sum() {
      return byShard.values().stream().reduce(WindowTotals::plus).orElseThrow();
    }
  }

  /// @param mostOfEachLength how many windows of a length are kept, the latest ones
  public WindowSums(int mostOfEachLength) {
    if (mostOfEachLength < 1) {
      throw new IllegalArgumentException("at most " + mostOfEachLength + " windows are too few");
    }
    this.mostOfEachLength = mostOfEachLength;
    for (WindowLength length : WindowLength.values()) {
      windows.put(length, new TreeMap<>());
    }
  }

  /// Whether anything was put for a window that is still kept.
  public boolean knows(WindowLength length, Instant start) {
    return of(length).containsKey(start);
  }

  /// Whether a window is recent enough to be kept.
  public boolean keeps(WindowLength length, Instant start) {
    NavigableMap<Instant, ?> kept = of(length);
    return kept.size() < mostOfEachLength || !start.isBefore(kept.firstKey());
  }

  /// Takes what a shard says.
  ///
  /// @return what all shards have counted; empty for a window too old to be kept
  public Optional<WindowTotals> put(String shard, WindowTotals said) {
    if (!keeps(said.length(), said.start())) {
      return Optional.empty();
    }
    NavigableMap<Instant, Map<WindowField, Shards>> kept = of(said.length());
    Shards shards =
        kept.computeIfAbsent(said.start(), start -> new HashMap<>())
            .computeIfAbsent(
                new WindowField(said.eventType(), said.field()),
                field -> new Shards(new HashMap<>()));
    shards
        .byShard()
        .merge(shard, said, (before, now) -> now.count() >= before.count() ? now : before);
    if (kept.size() > mostOfEachLength) {
      kept.pollFirstEntry();
    }
    return Optional.of(shards.sum());
  }

  private NavigableMap<Instant, Map<WindowField, Shards>> of(WindowLength length) {
    return windows.getOrDefault(length, new TreeMap<>());
  }
}
