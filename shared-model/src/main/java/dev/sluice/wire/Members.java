package dev.sluice.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import dev.sluice.model.StrictUuid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads the members of an envelope, each refusal naming the member and what would do.
record Members(ObjectNode envelope) {

  String text(String name) throws UndecodableException {
    JsonNode node = required(name);
    if (!node.isTextual()) {
      throw malformed(name, JsonTypes.describe(node), "a string");
    }
    return node.textValue();
  }

  String nonEmptyText(String name) throws UndecodableException {
    String text = text(name);
    if (text.isEmpty()) {
      throw malformed(name, "empty", "a string of at least one character");
    }
    return text;
  }

  @Nullable String textOrNull(String name) throws UndecodableException {
    return absent(name) ? null : text(name);
  }

  UUID uuid(String name) throws UndecodableException {
    String text = text(name);
    return StrictUuid.parse(text)
        .orElseThrow(() -> malformed(name, Rejection.quoted(text), "a UUID of 36 characters"));
  }

  /// ISO-8601 text or a number, as written.
  String time(String name) throws UndecodableException {
    JsonNode node = required(name);
    if (!node.isTextual() && !node.isNumber()) {
      throw malformed(name, JsonTypes.describe(node), "ISO-8601 text or epoch seconds or millis");
    }
    return node.asText();
  }

  ObjectNode object(String name) throws UndecodableException {
    if (!(required(name) instanceof ObjectNode object)) {
      throw malformed(name, JsonTypes.describe(required(name)), "an object");
    }
    return object;
  }

  ObjectNode objectOrEmpty(String name) throws UndecodableException {
    return absent(name) ? JsonNodeFactory.instance.objectNode() : object(name);
  }

  private boolean absent(String name) {
    JsonNode node = envelope.get(name);
    return node == null || node.isNull();
  }

  private JsonNode required(String name) throws UndecodableException {
    if (absent(name)) {
      throw new UndecodableException(RejectReason.MISSING_MEMBER, "\"" + name + "\" is missing");
    }
    return envelope.get(name);
  }

  static UndecodableException malformed(String name, String found, String accepted) {
    return new UndecodableException(
        RejectReason.MALFORMED_MEMBER, "\"" + name + "\" is " + found + ", not " + accepted);
  }
}
