package dev.sluice.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// One text for equal JSON: members sorted, no white space, each number in one form. `1`, `1.0` and
/// `10e-1` are one number.
public final class CanonicalJson {
  private CanonicalJson() {}

  public static String of(JsonNode node) {
    StringBuilder out = new StringBuilder(256);
    write(node, out);
    return out.toString();
  }

  private static void write(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case OBJECT -> writeObject((ObjectNode) node, out);
      case ARRAY -> {
        char separator = '[';
        for (JsonNode element : node) {
          out.append(separator);
          write(element, out);
          separator = ',';
        }
        out.append(node.isEmpty() ? "[]" : "]");
      }
      case STRING -> writeString(node.textValue(), out);
      case NUMBER -> writeNumber(node.decimalValue(), out);
      case BOOLEAN, NULL -> out.append(node.asText());
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException(node.getNodeType() + " is no JSON");
    }
  }

  private static void writeObject(ObjectNode object, StringBuilder out) {
    List<String> names = new ArrayList<>(object.size());
    object.fieldNames().forEachRemaining(names::add);
    Collections.sort(names);
    char separator = '{';
    for (String name : names) {
      out.append(separator);
      writeString(name, out);
      out.append(':');
      write(object.get(name), out);
      separator = ',';
    }
    out.append(names.isEmpty() ? "{}" : "}");
  }

  private static void writeString(String text, StringBuilder out) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }

  private static void writeNumber(BigDecimal number, StringBuilder out) {
    if (number.signum() == 0) {
      out.append('0');
      return;
    }
    // Stripped of its scale first: stripping 100e2147483647 itself overflows the scale.
    BigDecimal digits = new BigDecimal(number.unscaledValue()).stripTrailingZeros();
    out.append(digits.unscaledValue())
        .append('E')
        .append(-((long) digits.scale() + number.scale()));
  }
}
