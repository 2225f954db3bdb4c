package dev.sluice.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The schemas of a document, closed: an object has no member that its schema does not name, unless
/// it says what others look like.
public final class StrictSchemas {
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private static final List<String> PARTS = List.of("allOf", "anyOf", "oneOf");

  private final JsonNode components;
  private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

  public StrictSchemas(Document document) {
    components = document.root().get("components").deepCopy();
    close(components);
  }

  /// What is wrong with a value; empty when nothing is.
  public List<String> complaints(JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
        .map(message -> message.getInstanceLocation() + ": " + message.getMessage())
        .toList();
  }

  private JsonSchema compiled(JsonNode schema) {
    ObjectNode root = schema.deepCopy();
    close(root);
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.set("components", components);
    return FACTORY.getSchema(root, CONFIG);
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("unevaluatedProperties", false);
    }
    node.properties().stream()
        .filter(member -> !PARTS.contains(member.getKey()))
        .forEach(member -> close(member.getValue()));
    if (node.isArray()) {
      node.forEach(StrictSchemas::close);
    }
    PARTS.forEach(part ->
        node.path(part)
            .forEach(alternative ->
                alternative.properties().forEach(member -> close(member.getValue()))));
  }
}
