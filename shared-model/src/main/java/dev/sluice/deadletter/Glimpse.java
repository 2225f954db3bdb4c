package dev.sluice.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What refused bytes still say of themselves, in the sender's own words and judged by nobody: read
/// as far as they are JSON, so that letters can be found by device even where an event could not be
/// made. Null is what is not there, is no text, or is longer than any key.
///
/// @param deviceId as `device_id`, or the `subject` of a CloudEvent
/// @param eventId as `id` or `event_uuid`
/// @param eventType as `event_type`, `event_name` or `type`
public record Glimpse(
    @Nullable String deviceId, @Nullable String eventId, @Nullable String eventType) {
  public static final Glimpse NOTHING = new Glimpse(null, null, null);

  private static final int MOST_CHARS = 256;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              // the length of the bytes bounds all the others
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();
  private static final Set<String> TELLING =
      Set.of(
          "specversion",
          "subject",
          "id",
          "type",
          "event_uuid",
          "event_name",
          "event_type",
          "device_id");

  /// Never throws for what the bytes are. Of several objects, as in NDJSON, none speaks for all.
  public static Glimpse of(byte[] bytes) {
    Map<String, @Nullable String> members = new HashMap<>();
    try (JsonParser parser = JSON.createParser(bytes)) {
      read(parser, members);
      if (parser.nextToken() != null) {
        return NOTHING;
      }
    } catch (IOException brokenFromHereOn) {
      return of(members);
    }
    return of(members);
  }

  private static void read(JsonParser parser, Map<String, @Nullable String> members)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (TELLING.contains(name)) {
        members.putIfAbsent(name, value == JsonToken.VALUE_STRING ? key(parser.getText()) : null);
      }
      parser.skipChildren();
    }
  }

  /// By the same marks, in the same order, as envelopes are told apart.
  private static Glimpse of(Map<String, @Nullable String> members) {
    if (members.containsKey("specversion")) {
      return new Glimpse(members.get("subject"), members.get("id"), members.get("type"));
    }
    if (members.containsKey("event_uuid") || members.containsKey("event_name")) {
      return new Glimpse(
          members.get("device_id"), members.get("event_uuid"), members.get("event_name"));
    }
    return new Glimpse(members.get("device_id"), members.get("id"), members.get("event_type"));
  }

  private static @Nullable String key(String text) {
    return text.isEmpty() || text.length() > MOST_CHARS ? null : text;
  }
}
