package dev.sluice.alert;

import com.fasterxml.jackson.databind.JsonNode;

/// Values as sentences show them.
final class Values {
  private static final int MAX = 80;

  private Values() {}

  /// As JSON, on one line and short.
  static String shown(JsonNode value) {
    String text = value.toString();
    if (text.length() <= MAX) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX - 1)) ? MAX - 1 : MAX;
    return text.substring(0, end) + "…";
  }
}
