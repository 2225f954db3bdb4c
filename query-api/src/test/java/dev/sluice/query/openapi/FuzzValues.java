package dev.sluice.query.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.http.openapi.Parameter;
import dev.sluice.query.read.Events;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Random texts for a schema: such as it asks for, nearly such, and hostile ones.
final class FuzzValues {
  /// Of `^[A-Za-z0-9._-]{1,64}$`: the characters and how many of them.
  private static final Pattern OF_CLASS = Pattern.compile("\\^\\[([^]]+)]\\{(\\d+),(\\d+)}\\$");

  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "\0",
          "\r\nX-Injected: yes",
          "../../etc/passwd",
          "..",
          ".",
          "';DROP TABLE events--",
          "${jndi:ldap://x}",
          "{{7*7}}",
          "<script>alert(1)</script>",
          "%00",
          "%s%n%x",
          "\uD83D\uDE00",
          "\u202Etxt",
          "\uFFFF",
          "NaN",
          "-0",
          "null",
          "true",
          "[]",
          "{}",
          "9".repeat(400),
          "x".repeat(2_000),
          "2026-02-29T00:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "-999999999-01-01",
          "P999999999999D",
          "PT-1S",
          "/payload/" + "~1".repeat(100),
          "/payload/~2",
          "#");

  private final Random random;

  FuzzValues(Random random) {
    this.random = random;
  }

  String hostile() {
    return HOSTILE.get(random.nextInt(HOSTILE.size()));
  }

  /// A fitting one, with one character changed, left out or doubled.
  String near(Parameter parameter) {
    String value = fitting(parameter);
    if (value.isEmpty()) {
      return value;
    }
    int at = random.nextInt(value.length());
    String middle =
        switch (random.nextInt(3)) {
          case 0 -> "";
          case 1 -> value.substring(at, at + 1).repeat(2);
          default -> String.valueOf((char) (32 + random.nextInt(96)));
        };
    return value.substring(0, at) + middle + value.substring(at + 1);
  }

  String fitting(Parameter parameter) {
    JsonNode schema = parameter.schema();
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size())).asText();
    }
    boolean known = random.nextInt(3) > 0 && !parameter.example().isEmpty();
    return switch (schema.path("format").asText(parameter.type())) {
      case "integer", "int32", "int64" -> Long.toString(number(schema));
      case "boolean" -> Boolean.toString(random.nextBoolean());
      case "date-time" -> time();
      case "date" -> known ? parameter.example() : date();
      case "uuid" -> known ? parameter.example() : UUID.nameUUIDFromBytes(bytes()).toString();
      default -> known ? parameter.example() : text(schema, parameter.example());
    };
  }

  private long number(JsonNode schema) {
    long least = schema.get("minimum").longValue();
    long most = schema.get("maximum").longValue();
    return switch (random.nextInt(4)) {
      case 0 -> least;
      case 1 -> most;
      case 2 -> Math.min(most, least + random.nextInt(5));
      default -> random.nextLong(least, most + 1);
    };
  }

  private String time() {
    Duration away =
        Duration.ofMillis(random.nextLong(Duration.ofHours(random.nextInt(1, 900)).toMillis()));
    Instant instant = random.nextInt(4) > 0 ? Events.NOW.minus(away) : Events.NOW.plus(away);
    return switch (random.nextInt(4)) {
      case 0 -> instant.truncatedTo(java.time.temporal.ChronoUnit.HOURS).toString();
      case 1 ->
          OffsetDateTime.ofInstant(instant, ZoneOffset.ofHours(random.nextInt(-12, 13))).toString();
      default -> instant.toString();
    };
  }

  private String date() {
    return LocalDate.of(2026, 3, 5).plusDays(random.nextInt(-400, 400)).toString();
  }

  private String text(JsonNode schema, String example) {
    Matcher pattern = OF_CLASS.matcher(schema.path("pattern").asText());
    if (!pattern.matches()) {
      return example;
    }
    String characters = expanded(pattern.group(1));
    int least = Integer.parseInt(pattern.group(2));
    int most = Integer.parseInt(pattern.group(3));
    int length = random.nextInt(4) == 0 ? most : random.nextInt(least, Math.min(most, 12) + 1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }

  /// `A-C_` is `ABC_`.
  private static String expanded(String characters) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < characters.length(); i++) {
      if (i + 2 < characters.length() && characters.charAt(i + 1) == '-') {
        for (char c = characters.charAt(i); c <= characters.charAt(i + 2); c++) {
          all.append(c);
        }
        i += 2;
      } else {
        all.append(characters.charAt(i));
      }
    }
    return all.toString();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    return bytes;
  }
}
