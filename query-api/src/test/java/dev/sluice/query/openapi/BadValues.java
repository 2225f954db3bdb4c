package dev.sluice.query.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.http.openapi.Parameter;
import dev.sluice.http.openapi.StrictSchemas;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a parameter must not take, by its schema.
final class BadValues {
  static final String LONG = "x".repeat(3_000);
  private static final List<String> FOR_ANYTHING =
      List.of("%00", "a%0Ab", "%1B%5B31m", "%20", "%F0%28", "%ED%A0%80", "%EF%BF%BF", LONG);
  private static final List<String> NO_NUMBERS =
      List.of("1.5", "ten", "0x10", "١", "99999999999", "-1", "+1", " 1", "1e1", "NaN");
  private static final List<String> NO_TIMES =
      List.of(
          "yesterday",
          "2026-03-05",
          "2026-03-05T12:00:00",
          "2026-03-05T12:00:00 01:00",
          "2026-02-30T12:00:00Z",
          "2026-03-05T24:00:01Z",
          "1969-12-31T23:59:59Z",
          "+10000-01-01T00:00:00Z",
          "1709600000");
  private static final List<String> NO_DATES =
      List.of("yesterday", "2026-3-5", "2026-02-30", "2026-03-05T00:00:00Z", "-1", "10000-01-01");
  private static final List<String> NO_NAMES =
      List.of("a b", "a/b", "ü", "a#b", "%", "a,b", "'", "\"", "<a>", "../..");

  private final StrictSchemas schemas;

  BadValues(StrictSchemas schemas) {
    this.schemas = schemas;
  }

  /// As they are written in a URL.
  List<String> of(Parameter parameter) {
    if (parameter.isToken()) {
      return Stream.concat(FOR_ANYTHING.stream(), tokens().stream()).toList();
    }
    JsonNode schema = parameter.schema();
    return Stream.concat(FOR_ANYTHING.stream(), byType(schema).stream().map(Call::encoded))
        .filter(raw -> !fits(schema, decoded(raw)))
        .distinct()
        .toList();
  }

  /// Whether a text in a URL is a value of the schema.
  boolean fits(JsonNode schema, String value) {
    return schemas.complaints(schema, read(schema, value)).isEmpty();
  }

  private static JsonNode read(JsonNode schema, String value) {
    String type = schema.path("type").asText();
    if (type.equals("boolean") && (value.equals("true") || value.equals("false"))) {
      return BooleanNode.valueOf(value.equals("true"));
    }
    if (type.equals("integer") && value.matches("[0-9]{1,9}")) {
      return DecimalNode.valueOf(new BigDecimal(value));
    }
    return TextNode.valueOf(value);
  }

  private static List<String> byType(JsonNode schema) {
    List<String> bad = new ArrayList<>();
    switch (schema.path("format").asText(schema.path("type").asText())) {
      case "integer", "int32", "int64" -> {
        bad.addAll(NO_NUMBERS);
        bad.add(Long.toString(schema.get("minimum").longValue() - 1));
        bad.add(Long.toString(schema.get("maximum").longValue() + 1));
      }
      case "boolean" -> bad.addAll(List.of("1", "yes", "TRUE", "truefalse"));
      case "date-time" -> bad.addAll(NO_TIMES);
      case "date" -> bad.addAll(NO_DATES);
      case "uuid" -> bad.addAll(List.of("1", "1-1-1-1-1", "x".repeat(36)));
      default -> {
        bad.addAll(NO_NAMES);
        for (int length : List.of(65, 129, 257, 513, 1_025)) {
          bad.add("x".repeat(length));
        }
      }
    }
    schema
        .path("enum")
        .forEach(value -> bad.add(value.asText().toUpperCase(java.util.Locale.ROOT)));
    return bad;
  }

  private static List<String> tokens() {
    return List.of("x", "AQ", "!!!!", "AAAA".repeat(20), "AQAA".repeat(20), "A".repeat(4_097));
  }

  private static String decoded(String raw) {
    return URLDecoder.decode(raw, StandardCharsets.UTF_8);
  }
}
