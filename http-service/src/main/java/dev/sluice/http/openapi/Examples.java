package dev.sluice.http.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts the examples of members together into one of each answer and each body.
final class Examples {
  private static final String EXAMPLE = "example";
  private static final String REFERENCE = "#/components/schemas/";

  private final Map<String, Object> document;

  Examples(Map<String, Object> document) {
    this.document = document;
  }

  void complete() {
    for (Object path : Tree.map(document, "paths").values()) {
      for (Object operation : Tree.map(path).values()) {
        completeContent(Tree.map(Tree.map(operation), "requestBody"));
        Tree.map(Tree.map(operation), "responses")
            .values()
            .forEach(response -> completeContent(Tree.map(response)));
      }
    }
  }

  private void completeContent(Map<String, Object> of) {
    for (Object media : Tree.map(of, "content").values()) {
      Map<String, Object> type = Tree.map(media);
      if (!type.containsKey(EXAMPLE) && type.get("schema") instanceof Map<?, ?> schema) {
        Object example = of(Tree.map(schema));
        if (example != null) {
          type.put(EXAMPLE, example);
        }
      }
    }
  }

  private @Nullable Object of(Map<String, Object> schema) {
    if (Tree.list(schema.get("examples")) instanceof List<?> given && !given.isEmpty()) {
      return Tree.copied(given.getFirst());
    }
    if (schema.get("$ref") instanceof String name) {
      String named = name.substring(REFERENCE.length());
      return of(Tree.map(document, "components", "schemas", named));
    }
    if (Tree.list(schema.get("enum")) instanceof List<?> values && !values.isEmpty()) {
      return Tree.copied(values.getFirst());
    }
    if (schema.get("properties") instanceof Map<?, ?> members) {
      return object(Tree.map(members));
    }
    if (schema.get("items") instanceof Map<?, ?> items) {
      Object item = of(Tree.map(items));
      return item == null ? new ArrayList<>() : List.of(item);
    }
    return "boolean".equals(schema.get("type")) ? Boolean.TRUE : null;
  }

  private Map<String, Object> object(Map<String, Object> members) {
    Map<String, Object> example = new LinkedHashMap<>();
    members.forEach((name, schema) -> {
      Object value = of(Tree.map(schema));
      if (value != null) {
        example.put(name, value);
      }
    });
    return example;
  }
}
