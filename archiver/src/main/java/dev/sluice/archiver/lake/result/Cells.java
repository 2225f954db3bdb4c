package dev.sluice.archiver.lake.result;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// Values of a result as text in a cell.
final class Cells {
  private Cells() {}

  static String text(Object value) throws IOException {
    return switch (value) {
      case JsonText json -> json.text();
      case BigDecimal number -> number.toPlainString();
      case List<?> _, Map<?, ?> _ -> JsonPrinter.text(value);
      default -> value.toString();
    };
  }

  /// On one line, no character that would command a terminal, and not without end.
  static String printable(String text, int most) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .limit(most + 1L)
        .forEach(c -> {
          int type = Character.getType(c);
          if (type == Character.CONTROL
              || type == Character.FORMAT
              || type == Character.SURROGATE
              || type == Character.LINE_SEPARATOR
              || type == Character.PARAGRAPH_SEPARATOR) {
            printable.append("\\u%04x".formatted(c));
          } else {
            printable.appendCodePoint(c);
          }
        });
    return printable.codePointCount(0, printable.length()) > most
        ? printable.substring(0, printable.offsetByCodePoints(0, most - 1)) + "…"
        : printable.toString();
  }
}
