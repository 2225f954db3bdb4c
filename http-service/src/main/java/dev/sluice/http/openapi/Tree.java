package dev.sluice.http.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Steps through a document of maps and lists.
final class Tree {
  private Tree() {}

  /// The object at a place, which is known to be one.
  @SuppressWarnings("unchecked") // keys of a YAML document of ours are texts
  static Map<String, Object> map(@Nullable Object node) {
    if (node instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException(node + " is no object");
  }

  /// The object at a path; empty where there is none.
  static Map<String, Object> map(Map<String, Object> from, String... path) {
    Map<String, Object> at = from;
    for (String name : path) {
      if (!(at.get(name) instanceof Map<?, ?> next)) {
        return Map.of();
      }
      at = map(next);
    }
    return at;
  }

  static List<?> list(@Nullable Object node) {
    return node instanceof List<?> list ? list : List.of();
  }

  /// Adds to an object what it lacks, down to its leaves.
  static void add(Map<String, Object> more, Map<String, Object> to) {
    more.forEach((name, value) -> {
      if (to.get(name) instanceof Map<?, ?> there && value instanceof Map<?, ?> here) {
        add(map(here), map(there));
      } else {
        to.putIfAbsent(name, value);
      }
    });
  }

  /// For use in another place: YAML writes what two places share as a reference.
  static @Nullable Object copied(@Nullable Object data) {
    return switch (data) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map(map).forEach((name, value) -> copy.put(name, copied(value)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(value -> copy.add(copied(value)));
        yield copy;
      }
      case null, default -> data;
    };
  }
}
