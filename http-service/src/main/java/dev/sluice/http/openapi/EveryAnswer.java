package dev.sluice.http.openapi;

import java.util.LinkedHashMap;
import java.util.Map;

/// Adds the headers of every answer to each response: those that `components` marks.
final class EveryAnswer {
  private static final String MARK = "x-of-every-answer";
  private static final String HEADERS = "headers";

  private final Map<String, Object> document;
  private final Map<String, Object> references = new LinkedHashMap<>();

  EveryAnswer(Map<String, Object> document) {
    this.document = document;
    Tree.map(document, "components", HEADERS)
        .forEach((name, header) -> {
          if (Tree.map(header).remove(MARK) != null) {
            references.put(name, Map.of("$ref", "#/components/headers/" + name));
          }
        });
  }

  void complete() {
    Tree.map(document, "components", "responses").values().forEach(this::addHeaders);
    for (Object path : Tree.map(document, "paths").values()) {
      for (Object operation : Tree.map(path).values()) {
        Tree.map(Tree.map(operation), "responses").values().forEach(this::addHeaders);
      }
    }
  }

  private void addHeaders(Object response) {
    Map<String, Object> of = Tree.map(response);
    if (of.containsKey("$ref")) {
      of.keySet().retainAll(java.util.Set.of("$ref"));
      return;
    }
    Map<String, Object> headers = new LinkedHashMap<>(Tree.map(of, HEADERS));
    references.forEach(headers::putIfAbsent);
    of.put(HEADERS, headers);
  }
}
