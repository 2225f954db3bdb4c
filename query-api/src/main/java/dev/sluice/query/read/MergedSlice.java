package dev.sluice.query.read;

import dev.sluice.model.Event;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Two slices of one question made one: in order, each event once, and nothing behind the place up
/// to which both are complete.
final class MergedSlice {
  private MergedSlice() {}

  /// @param hot what is in the table; of an event that is in both, this is answered
  /// @param archived what is in the archive, asked after the table
  static Slice<KeptEvent> of(Order order, int limit, Slice<Event> hot, Slice<Event> archived) {
    Comparator<String> inOrder = Places.order(order);
    NavigableMap<String, KeptEvent> found = new TreeMap<>(inOrder);
    archived.items().forEach(event -> put(found, event, true));
    hot.items().forEach(event -> put(found, event, false));
    String end = earlier(inOrder, hot.next(), archived.next());
    NavigableMap<String, KeptEvent> merged = end == null ? found : found.headMap(end, true);
    if (merged.size() <= limit) {
      return new Slice<>(merged.values().stream().toList(), end);
    }
    String last = merged.keySet().stream().skip(limit - 1L).findFirst().orElseThrow();
    return new Slice<>(merged.headMap(last, true).values().stream().toList(), last);
  }

  private static void put(NavigableMap<String, KeptEvent> merged, Event event, boolean archived) {
    merged.put(event.key().eventKey(), new KeptEvent(event, archived));
  }

  private static @Nullable String earlier(
      Comparator<String> inOrder, @Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return inOrder.compare(one, other) <= 0 ? one : other;
  }
}
