package dev.sluice.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Compares an answer with the one shown, of which `"…"` stands for what was left out: the rest of
/// a text, further items of a list, further members (as `"…": "…"`).
public final class Shape {
  private static final String LEFT_OUT = "…";

  private final List<String> differences = new ArrayList<>();

  private Shape() {}

  /// What the answer has otherwise; empty when it has the shape.
  public static List<String> differences(JsonNode shown, JsonNode answered) {
    Shape shape = new Shape();
    shape.compare("", shown, answered);
    return shape.differences;
  }

  private void compare(String at, JsonNode shown, JsonNode answered) {
    if (shown.getNodeType() != answered.getNodeType()) {
      differences.add(at + " is " + answered.getNodeType() + ", not " + shown.getNodeType());
    } else if (shown.isObject()) {
      compareMembers(at, shown, answered);
    } else if (shown.isArray()) {
      compareItems(at, shown, answered);
    }
  }

  private void compareMembers(String at, JsonNode shown, JsonNode answered) {
    shown
        .properties()
        .forEach(member -> {
          String name = member.getKey();
          if (answered.has(name)) {
            compare(at + "/" + name, member.getValue(), answered.get(name));
          } else if (!name.equals(LEFT_OUT)) {
            differences.add(at + "/" + name + " is not answered");
          }
        });
    if (!shown.has(LEFT_OUT)) {
      answered
          .fieldNames()
          .forEachRemaining(name -> {
            if (!shown.has(name)) {
              differences.add(at + "/" + name + " is not shown");
            }
          });
    }
  }

  private void compareItems(String at, JsonNode shown, JsonNode answered) {
    boolean more = !shown.isEmpty() && shown.get(shown.size() - 1).asText().equals(LEFT_OUT);
    int items = more ? shown.size() - 1 : shown.size();
    if (answered.size() < items || (!more && answered.size() > items)) {
      differences.add(at + " has " + answered.size() + " items, not " + items);
    }
    for (int i = 0; i < Math.min(items, answered.size()); i++) {
      compare(at + "/" + i, shown.get(i), answered.get(i));
    }
  }
}
