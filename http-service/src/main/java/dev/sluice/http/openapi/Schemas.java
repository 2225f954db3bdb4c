package dev.sluice.http.openapi;

import dev.sluice.model.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Translates schemas of OpenAPI 3.0 into those of 3.1, which are [JSON Schema
/// 2020-12](https://json-schema.org/draft/2020-12/json-schema-core).
///
/// Of members it keeps one rule: what may be missing is never null, and what may be null is never
/// missing.
final class Schemas {
  private static final String NULLABLE = "nullable";
  private static final String TYPE = "type";
  private static final String ALL_OF = "allOf";
  private static final Set<String> NAMED_SCHEMAS = Set.of("properties", "schemas");
  private static final Set<String> DATA = Set.of("example", "examples", "default", "enum", "const");

  private Schemas() {}

  /// A copy of the document with each schema translated.
  static Object translated(Object node) {
    return switch (node) {
      case Map<?, ?> map -> object(Tree.map(map));
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(translated(item)));
        yield copy;
      }
      default -> node;
    };
  }

  private static Map<String, Object> object(Map<String, Object> from) {
    Map<String, Object> to = new LinkedHashMap<>();
    from.forEach((name, value) -> {
      if (DATA.contains(name)) {
        to.put(name, Tree.copied(value));
      } else if (NAMED_SCHEMAS.contains(name)) {
        Map<String, Object> named = new LinkedHashMap<>();
        Tree.map(value)
            .forEach(
                (key, schema) -> named.put(key, member(from, key, Tree.map(translated(schema)))));
        to.put(name, named);
      } else if (name.equals("schema") || name.equals("items")) {
        to.put(name, schema(Tree.map(translated(value))));
      } else if (name.equals("additionalProperties") && value instanceof Map<?, ?>) {
        to.put(name, schema(Tree.map(translated(value))));
      } else {
        to.put(name, translated(value));
      }
    });
    return to;
  }

  private static Map<String, Object> member(
      Map<String, Object> of, String name, Map<String, Object> schema) {
    if (!Tree.list(of.get("required")).contains(name)) {
      schema.remove(NULLABLE);
    }
    return schema(schema);
  }

  private static Map<String, Object> schema(Map<String, Object> schema) {
    if (Tree.list(schema.get(ALL_OF)).size() == 1) {
      Tree.map(Tree.list(schema.remove(ALL_OF)).getFirst()).forEach(schema::putIfAbsent);
    }
    if (schema.containsKey("example")) {
      schema.put("examples", listOf(example(schema, schema.remove("example"))));
    }
    return Boolean.TRUE.equals(schema.remove(NULLABLE)) ? orNull(schema) : schema;
  }

  /// The compiler drops the zeros that our times end with.
  private static @Nullable Object example(Map<String, Object> schema, @Nullable Object example) {
    return example instanceof String time && "date-time".equals(schema.get("format"))
        ? Timestamps.format(Instant.parse(time))
        : example;
  }

  private static Map<String, Object> orNull(Map<String, Object> schema) {
    if (schema.get(TYPE) instanceof String type) {
      schema.put(TYPE, List.of(type, "null"));
      if (schema.get("enum") instanceof List<?> values) {
        List<@Nullable Object> more = new ArrayList<>(values);
        more.add(null);
        schema.put("enum", more);
      }
      return schema;
    }
    Map<String, Object> either = new LinkedHashMap<>();
    either.put("anyOf", List.of(schema, Map.of(TYPE, "null")));
    return either;
  }

  private static List<@Nullable Object> listOf(@Nullable Object value) {
    List<@Nullable Object> list = new ArrayList<>();
    list.add(value);
    return list;
  }
}
