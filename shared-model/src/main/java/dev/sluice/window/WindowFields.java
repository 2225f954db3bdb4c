package dev.sluice.window;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.field.EventField;
import dev.sluice.field.Payloads;
import dev.sluice.model.Event;
import dev.sluice.model.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The fields of which windows are kept, by event type. What counts as a number is said by
/// [Payloads#number].
///
/// @param byType not more than [#MAX_FIELDS] in all: they share the items of their windows
public record WindowFields(SortedMap<String, List<EventField>> byType) {
  public static final int MAX_FIELDS = 64;
  public static final WindowFields NONE = new WindowFields(new TreeMap<>());

  /// @throws IllegalArgumentException naming what will not do
  public WindowFields {
    SortedMap<String, List<EventField>> copy = new TreeMap<>();
    int fields = 0;
    for (String type : byType.keySet()) {
      if (!Names.isEventType(type)) {
        throw new IllegalArgumentException(
            "event-type \"" + type + "\" is not " + Names.EVENT_TYPE_RULE);
      }
      copy.put(type, List.copyOf(byType.get(type)));
      fields += byType.get(type).size();
    }
    if (fields > MAX_FIELDS) {
      throw new IllegalArgumentException(fields + " fields in all are not at most " + MAX_FIELDS);
    }
    byType = Collections.unmodifiableSortedMap(copy);
  }

  /// The numbers that an event carries in these fields. Its payload is read once, and only if
  /// fields of its type are looked at.
  ///
  /// @param position the text of the event's position
  public List<Measurement> measure(Event event, String position) {
    List<EventField> fields = byType.getOrDefault(event.eventType(), List.of());
    if (fields.isEmpty()) {
      return List.of();
    }
    JsonNode payload = Payloads.read(event.payload());
    List<Measurement> measured = new ArrayList<>(fields.size());
    for (EventField field : fields) {
      Payloads.number(field.in(payload))
          .ifPresent(number ->
              measured.add(
                  new Measurement(
                      position, new WindowField(event.eventType(), field.text()), number)));
    }
    return measured;
  }

  public boolean isEmpty() {
    return byType.isEmpty();
  }
}
