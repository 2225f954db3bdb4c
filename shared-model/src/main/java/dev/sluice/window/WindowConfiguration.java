package dev.sluice.window;

import dev.sluice.field.EventField;
import dev.sluice.model.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads `sluice.windows`, the same for the consumer, which keeps windows, and the query API, which
/// answers them: a list of `{event-type: temperature, fields: [/payload/celsius]}`. Fields may be
/// one text too, with commas between them.
///
/// Every mistake is an [IllegalArgumentException] that names the property, the value and what is
/// accepted.
public final class WindowConfiguration {
  public static final String PROPERTY = "sluice.windows";

  private static final String EVENT_TYPE = "event-type";
  private static final String FIELDS = "fields";
  private static final List<String> KNOWN = List.of(EVENT_TYPE, FIELDS);

  private WindowConfiguration() {}

  /// @param windows as configured
  public static WindowFields read(List<? extends Map<String, ?>> windows) {
    SortedMap<String, List<EventField>> byType = new TreeMap<>();
    for (int i = 0; i < windows.size(); i++) {
      String path = PROPERTY + "[" + i + "]";
      Map<String, ?> window = windows.get(i);
      for (String name : window.keySet()) {
        if (!KNOWN.contains(name)) {
          throw new IllegalArgumentException(
              path + "." + name + " is no property of a window; event-type and fields are");
        }
      }
      String type = type(path + "." + EVENT_TYPE, window.get(EVENT_TYPE));
      if (byType.put(type, fields(path + "." + FIELDS, window.get(FIELDS))) != null) {
        throw new IllegalArgumentException(
            path + "." + EVENT_TYPE + " \"" + type + "\" comes twice; list its fields once");
      }
    }
    try {
      return new WindowFields(byType);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PROPERTY + ": " + e.getMessage(), e);
    }
  }

  private static String type(String path, @Nullable Object value) {
    if (value instanceof String type && Names.isEventType(type)) {
      return type;
    }
    throw new IllegalArgumentException(
        path + " \"" + value + "\" is not an event type, " + Names.EVENT_TYPE_RULE);
  }

  private static List<EventField> fields(String path, @Nullable Object value) {
    Collection<?> texts =
        switch (value) {
          case String text -> List.of(text.split(",", -1));
          case Collection<?> list -> list;
          case null, default -> List.of();
        };
    Set<EventField> fields = new LinkedHashSet<>();
    for (Object text : texts) {
      EventField field = field(path, String.valueOf(text).strip());
      if (!fields.add(field)) {
        throw new IllegalArgumentException(path + " \"" + field + "\" comes twice, not once");
      }
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException(
          path + " \"" + value + "\" is not a list of at least one JSON Pointer");
    }
    return new ArrayList<>(fields);
  }

  private static EventField field(String path, String text) {
    try {
      return new EventField(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    }
  }
}
