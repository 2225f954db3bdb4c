package dev.sluice.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.model.Timestamps;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads one line of [LetterJson], each refusal naming the line, the member and what would do.
record LetterLine(JsonNode members, int number) {
  private static final JsonMapper JSON = new JsonMapper();

  static LetterLine parse(String line, int number) {
    try {
      return new LetterLine(JSON.readTree(line), number);
    } catch (JsonProcessingException e) {
      throw new LetterFormatException("line " + number + " is no JSON: " + e.getMessage(), e);
    }
  }

  Letter letter() {
    return new Letter(
        text("id"),
        new Letter.Cause(text("reason"), text("detail")),
        new Letter.Place(
            text("partition_key"), text("shard_id"), text("sequence_number"), line("line")),
        new Letter.Times(time("received_time"), time("rejected_time")),
        new Glimpse(textOrNull("device_id"), textOrNull("event_id"), textOrNull("event_type")),
        bytes("original"));
  }

  private String text(String name) {
    String text = textOrNull(name);
    if (text == null) {
      throw refused(name, "a string");
    }
    return text;
  }

  private @Nullable String textOrNull(String name) {
    JsonNode node = members.path(name);
    if (!node.isTextual() && !node.isNull() && !node.isMissingNode()) {
      throw refused(name, "a string");
    }
    return node.textValue();
  }

  private int line(String name) {
    JsonNode node = members.path(name);
    if (!node.isInt() || node.intValue() < 0) {
      throw refused(name, "a whole number from 0");
    }
    return node.intValue();
  }

  private Instant time(String name) {
    try {
      return Timestamps.parse(text(name));
    } catch (DateTimeException e) {
      throw refused(name, "a time such as 2026-03-05T01:49:51.260Z");
    }
  }

  private byte[] bytes(String name) {
    try {
      byte[] bytes = members.path(name).isTextual() ? members.path(name).binaryValue() : null;
      if (bytes != null) {
        return bytes;
      }
    } catch (IOException notBase64) {
      throw refused(name, "base64");
    }
    throw refused(name, "base64");
  }

  private LetterFormatException refused(String name, String accepted) {
    JsonNode found = members.path(name);
    return new LetterFormatException(
        "line %d: \"%s\" is %s, not %s"
            .formatted(
                number, name, found.isMissingNode() ? "missing" : found.getNodeType(), accepted));
  }
}
