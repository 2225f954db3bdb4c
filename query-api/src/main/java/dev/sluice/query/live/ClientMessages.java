package dev.sluice.query.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.Names;
import dev.sluice.window.WindowLength;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what clients say, strictly: every member known, of its type and within its bound.
public final class ClientMessages {
  /// What a message has at most, in UTF-8.
  public static final int MAX_BYTES = 16 << 10;

  static final String ID_RULE = "1 to 64 of A-Z a-z 0-9 . _ : -";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern POINTER = Pattern.compile("/\\P{Cntrl}{0,255}");
  private static final String TO = "device, type, alerts, windows or pipeline";
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(4)
                          .maxStringLength(MAX_BYTES)
                          .maxNumberLength(20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ClientMessages() {}

  /// The id that a message names, for the answer to one that is refused; null where there is none.
  static @Nullable String idOf(String text) {
    try {
      JsonNode id = JSON.readTree(text).path("id");
      return id.isTextual() && ID.matcher(id.textValue()).matches() ? id.textValue() : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /// @throws LiveRefusal which names the member that is wrong
  public static ClientMessage parse(String text) {
    ObjectNode message = object(text);
    return switch (text(message, "op", "subscribe, unsubscribe or resume")) {
      case "subscribe" -> subscribe(message);
      case "unsubscribe" -> {
        onlyKnown(message, List.of("op", "id"));
        yield new ClientMessage.Unsubscribe(id(message));
      }
      case "resume" -> {
        onlyKnown(message, List.of("op", "token"));
        yield new ClientMessage.Resume(text(message, "token", "a resume token"));
      }
      case String other -> throw LiveRefusal.wrong("op", other, "subscribe, unsubscribe or resume");
    };
  }

  private static ObjectNode object(String text) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw LiveRefusal.malformed(null, "the message is no JSON: " + e.getOriginalMessage());
    }
    throw LiveRefusal.malformed(
        null,
        "the message is no JSON object such as"
            + " {\"op\":\"subscribe\",\"id\":\"s1\",\"to\":\"pipeline\"}");
  }

  private static ClientMessage subscribe(ObjectNode message) {
    String id = id(message);
    Topic topic =
        switch (text(message, "to", TO)) {
          case "device" -> {
            onlyKnown(message, List.of("op", "id", "to", "device_id"));
            yield new Topic.Device(
                deviceId("device_id", text(message, "device_id", Names.DEVICE_ID_RULE)));
          }
          case "type" -> {
            onlyKnown(message, List.of("op", "id", "to", "event_type"));
            yield new Topic.EventType(
                eventType("event_type", text(message, "event_type", Names.EVENT_TYPE_RULE)));
          }
          case "alerts" -> {
            onlyKnown(message, List.of("op", "id", "to", "device_id", "rule"));
            String device = optional(message, "device_id");
            yield new Topic.Alerts(
                device == null ? null : deviceId("device_id", device),
                matching(RULE, "rule", optional(message, "rule"), "1 to 64 of A-Z a-z 0-9 . _ -"));
          }
          case "windows" -> {
            onlyKnown(message, List.of("op", "id", "to", "event_type", "field", "window"));
            String type = optional(message, "event_type");
            yield new Topic.Windows(
                type == null ? null : eventType("event_type", type),
                matching(
                    POINTER,
                    "field",
                    optional(message, "field"),
                    "a JSON Pointer of at most 256 characters, such as /payload/celsius"),
                length(optional(message, "window")));
          }
          case "pipeline" -> {
            onlyKnown(message, List.of("op", "id", "to"));
            yield new Topic.Pipeline();
          }
          case String other -> throw LiveRefusal.wrong("to", other, TO);
        };
    return new ClientMessage.Subscribe(id, topic);
  }

  private static String id(ObjectNode message) {
    String id = text(message, "id", ID_RULE);
    if (!ID.matcher(id).matches()) {
      throw LiveRefusal.wrong("id", id, ID_RULE);
    }
    return id;
  }

  /// @throws LiveRefusal for anything but a device id
  public static String deviceId(String member, String value) {
    if (!Names.isDeviceId(value)) {
      throw LiveRefusal.wrong(member, value, Names.DEVICE_ID_RULE);
    }
    return value;
  }

  /// @throws LiveRefusal for anything but an event type
  public static String eventType(String member, String value) {
    if (!Names.isEventType(value)) {
      throw LiveRefusal.wrong(member, value, Names.EVENT_TYPE_RULE);
    }
    return value;
  }

  private static @Nullable String matching(
      Pattern pattern, String member, @Nullable String value, String rule) {
    if (value != null && !pattern.matcher(value).matches()) {
      throw LiveRefusal.wrong(member, value, rule);
    }
    return value;
  }

  private static @Nullable WindowLength length(@Nullable String window) {
    if (window == null) {
      return null;
    }
    try {
      return WindowLength.of(window);
    } catch (IllegalArgumentException e) {
      throw LiveRefusal.wrong("window", window, "1m or 1h");
    }
  }

  private static void onlyKnown(ObjectNode message, List<String> known) {
    message
        .fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
            throw LiveRefusal.malformed(
                shown,
                "there is no member \"%s\" here; %s are accepted"
                    .formatted(shown, String.join(", ", known)));
          }
        });
  }

  private static String text(ObjectNode message, String member, String accepted) {
    String text = optional(message, member);
    if (text == null) {
      throw LiveRefusal.malformed(member, member + " is missing; give " + accepted);
    }
    return text;
  }

  private static @Nullable String optional(ObjectNode message, String member) {
    JsonNode value = message.get(member);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw LiveRefusal.malformed(member, member + " is no JSON string");
    }
    return value.textValue();
  }
}
