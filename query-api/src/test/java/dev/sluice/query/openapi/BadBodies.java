package dev.sluice.query.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.http.openapi.Document;
import dev.sluice.http.openapi.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a body must not be, by its schema: an object of members, of which some are lists.
final class BadBodies {
  private static final String BODY = "body";
  private static final List<String> NO_OBJECTS =
      List.of("", " ", "{", "nope", "[]", "null", "1", "\"text\"", "{}{}", "{\"a\":1,}", "<a/>");

  private final Document document;
  private final ObjectNode good;
  private final JsonNode members;
  private final List<Bad> bad = new ArrayList<>();

  /// @param parameter what the problem has to name
  record Bad(String what, byte[] body, String parameter, List<String> told) {
    @Override
    public String toString() {
      return what;
    }
  }

  private BadBodies(Operation operation) {
    document = operation.document();
    good = (ObjectNode) operation.node().at("/requestBody/content/application~1json/example");
    members = document.resolved(operation.body().orElseThrow()).get("properties");
  }

  static List<Bad> of(Operation operation) {
    BadBodies bodies = new BadBodies(operation);
    bodies.addWhole();
    bodies
        .members
        .properties()
        .forEach(member -> {
          bodies.addMember(member.getKey());
          JsonNode schema = bodies.document.resolved(member.getValue());
          if (schema.path("type").asText().equals("array")) {
            bodies.addList(member.getKey(), schema);
          }
        });
    return bodies.bad;
  }

  private void addWhole() {
    NO_OBJECTS.forEach(text -> add("the body " + text, text, BODY));
    add("too deep", "[".repeat(5_000) + "]".repeat(5_000), BODY);
    add("an unknown member", good.deepCopy().put("colour", "red").toString(), "colour");
    byte[] noText = good.toString().getBytes(StandardCharsets.UTF_8);
    noText[good.toString().indexOf('"', 4) + 4] = (byte) 0xff;
    bad.add(new Bad("bytes that are no UTF-8", noText, BODY, List.of()));
  }

  private void addMember(String name) {
    ObjectNode without = good.deepCopy();
    without.remove(name);
    add("without " + name, without.toString(), name);
    for (String value : List.of("null", "1", "true", "\"text\"", "{}", "{\"a\":[]}", "1e400")) {
      add(name + " is " + value, with(name, value), name);
    }
    String text = good.toString();
    String twice = text.substring(0, text.length() - 1) + ",\"" + name + "\":" + good.get(name);
    add(name + " twice", twice + "}", BODY);
    String deep = "[".repeat(3_000) + "]".repeat(3_000);
    add(name + " too deep", with(name, deep), BODY);
  }

  private void addList(String name, JsonNode schema) {
    int most = schema.get("maxItems").intValue();
    ArrayNode many = Document.JSON.createArrayNode();
    for (int i = 0; i <= most; i++) {
      many.add("d" + i);
    }
    add("too many in " + name, with(name, many.toString()), name, String.valueOf(most));
    add("none in " + name, with(name, "[]"), name, String.valueOf(most));
    for (String item :
        List.of(
            "null",
            "1",
            "{}",
            "[]",
            "\"\"",
            "\"a b\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"ü\"",
            "\"" + "x".repeat(129) + "\"",
            "\"" + "x".repeat(9_000) + "\"")) {
      add(
          "an item of " + name + " is " + item.substring(0, Math.min(item.length(), 20)),
          with(name, "[\"d\"," + item + "]"),
          item.contains("ud800") ? BODY : name + "[1]");
    }
  }

  private String with(String name, String value) {
    ObjectNode less = good.deepCopy();
    less.remove(name);
    String rest = less.toString().replaceAll("^\\{|}$", "");
    return "{\"" + name + "\":" + value + (rest.isEmpty() ? "" : "," + rest) + "}";
  }

  private void add(String what, String body, String parameter, String... told) {
    bad.add(new Bad(what, body.getBytes(StandardCharsets.UTF_8), parameter, List.of(told)));
  }
}
