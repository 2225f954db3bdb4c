package dev.sluice.wire;

import com.fasterxml.jackson.databind.JsonNode;

/// JSON's types, in words for a detail.
final class JsonTypes {
  private JsonTypes() {}

  static String describe(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "no JSON value";
    };
  }
}
