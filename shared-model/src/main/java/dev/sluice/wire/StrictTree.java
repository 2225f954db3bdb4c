package dev.sluice.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import java.io.IOException;

/// Builds the tree of one JSON value and refuses, each with its own reason, what a tree cannot hold
/// without loss: a member twice, nesting beyond the bound, text that is no Unicode, numbers beyond
/// all use.
record StrictTree(JsonParser parser, int maxDepth) {
  /// As [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259#section-9) allows.
  static final int MAX_DIGITS = 1_000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// @param token the value's first, already read
  JsonNode value(JsonToken token) throws IOException, UndecodableException {
    return value(token, 0);
  }

  private JsonNode value(JsonToken token, int depth) throws IOException, UndecodableException {
    return switch (token) {
      case START_OBJECT -> object(deeper(depth));
      case START_ARRAY -> array(deeper(depth));
      case VALUE_STRING -> NODES.textNode(unicode(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException(token + " where a value starts");
    };
  }

  private ObjectNode object(int depth) throws IOException, UndecodableException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = unicode(parser.currentName());
      if (object.replace(name, value(parser.nextToken(), depth)) != null) {
        throw new UndecodableException(
            RejectReason.DUPLICATE_MEMBER,
            "the member " + Rejection.quoted(name) + " appears twice in one object, not once");
      }
    }
    return object;
  }

  private ArrayNode array(int depth) throws IOException, UndecodableException {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(value(token, depth));
    }
    return array;
  }

  private int deeper(int depth) throws UndecodableException {
    if (depth == maxDepth) {
      throw new UndecodableException(
          RejectReason.TOO_DEEP, "nested deeper than " + maxDepth + " levels");
    }
    return depth + 1;
  }

  private static String unicode(String text) throws UndecodableException {
    if (UnpairedSurrogates.in(text)) {
      throw new UndecodableException(
          RejectReason.NOT_UTF8,
          "an escape in " + Rejection.quoted(text) + " is half of a surrogate pair");
    }
    return text;
  }

  private static DecimalNode number(String text) throws UndecodableException {
    if (text.length() > MAX_DIGITS) {
      throw new UndecodableException(
          RejectReason.MALFORMED_MEMBER,
          "the number "
              + text.substring(0, 20)
              + "… has "
              + text.length()
              + " characters, not at most "
              + MAX_DIGITS);
    }
    try {
      return new DecimalNode(new SentDecimal(text));
    } catch (NumberFormatException e) {
      throw new UndecodableException(
          RejectReason.MALFORMED_MEMBER,
          "the number "
              + Rejection.quoted(text)
              + " has an exponent that is not within ±2147483647");
    }
  }
}
