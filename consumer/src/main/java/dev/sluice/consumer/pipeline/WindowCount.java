package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.WindowItem;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import dev.sluice.window.Measurement;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowFields;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Adds the numbers of stored events to the windows of event time that they fall into, each event
/// once as [ExactCount] does: an event that comes days late finds its window as it was left. One
/// per shard.
public final class WindowCount {
  /// Of both lengths together; an item has some 25 KB at worst.
  private static final int REMEMBERED_WINDOWS = 50;

  private final WindowFields fields;
  private final Kept kept;
  private final ExactCount<WindowItem, Measurement> windows;

  /// How long windows are kept after their end.
  public record Kept(Duration minutes, Duration hours) {
    Duration of(WindowLength length) {
      return switch (length) {
        case MINUTE -> minutes;
        case HOUR -> hours;
      };
    }
  }

  /// @param fields to be looked at; events of other types cost nothing
  public WindowCount(Counters<WindowItem> counters, WindowFields fields, Kept kept) {
    this.windows = new ExactCount<>(counters, REMEMBERED_WINDOWS);
    this.fields = fields;
    this.kept = kept;
  }

  private record Window(WindowLength length, Instant start) {}

  /// @param stored in the order of the shard; what was stored before may be among them
  /// @return what this shard has counted so far in each window that these fall into, read again or
  ///   not
  public List<WindowTotals> count(List<StoredEvent> stored, ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<Window, List<Measurement>> byWindow = new TreeMap<>(WindowCount::inOrder);
    for (StoredEvent item : stored) {
      List<Measurement> measured = fields.measure(item.event(), item.position());
      for (WindowLength length : WindowLength.values()) {
        if (!measured.isEmpty()) {
          byWindow
              .computeIfAbsent(
                  new Window(length, length.start(item.event().eventTime())),
                  window -> new ArrayList<>())
              .addAll(measured);
        }
      }
    }
    List<WindowTotals> totals = new ArrayList<>();
    windows.count(
        parts(byWindow, control.shard().name()),
        control,
        (counter, added) ->
            totals.addAll(
                touched(
                    counter,
                    byWindow.getOrDefault(
                        new Window(counter.length(), counter.start()), List.of()))));
    return totals;
  }

  private static int inOrder(Window one, Window other) {
    int byLength = one.length().compareTo(other.length());
    return byLength == 0 ? one.start().compareTo(other.start()) : byLength;
  }

  private List<ExactCount.Part<WindowItem, Measurement>> parts(
      Map<Window, List<Measurement>> byWindow, String shard) {
    List<ExactCount.Part<WindowItem, Measurement>> parts = new ArrayList<>(byWindow.size());
    byWindow.forEach((window, measured) ->
        parts.add(
            new ExactCount.Part<>(
                WindowItem.empty(window.length(), window.start(), shard, kept.of(window.length())),
                measured)));
    return parts;
  }

  private static List<WindowTotals> touched(WindowItem counter, List<Measurement> measured) {
    Set<WindowField> of = new HashSet<>();
    measured.forEach(one -> of.add(one.of()));
    return counter.totals().entrySet().stream()
        .filter(total -> of.contains(total.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
