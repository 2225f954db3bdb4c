package dev.sluice.e2e.deadletters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What strangers sent, fit for a terminal: no character that would command it.
final class Printable {
  private Printable() {}

  /// One line.
  static String line(String text) {
    return of(text, false);
  }

  /// Line ends and tabs stay.
  static String text(String text) {
    return of(text, true);
  }

  static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String of(String text, boolean lines) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          int type = Character.getType(c);
          if (lines && (c == '\n' || c == '\t')) {
            printable.appendCodePoint(c);
          } else if (type == Character.CONTROL
              || type == Character.FORMAT
              || type == Character.SURROGATE
              || type == Character.LINE_SEPARATOR
              || type == Character.PARAGRAPH_SEPARATOR) {
            printable.append("\\u%04x".formatted(c));
          } else {
            printable.appendCodePoint(c);
          }
        });
    return printable.toString();
  }
}
