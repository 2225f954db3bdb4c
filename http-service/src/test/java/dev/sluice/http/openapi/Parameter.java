package dev.sluice.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;

/// What may be set in a request.
public record Parameter(JsonNode node) {
  public String name() {
    return node.get("name").textValue();
  }

  /// `query`, `path` or `header`.
  public String in() {
    return node.get("in").textValue();
  }

  public boolean isRequired() {
    return node.path("required").asBoolean(false);
  }

  public JsonNode schema() {
    return node.path("schema");
  }

  /// As it is written in a request.
  public String example() {
    JsonNode example = node.path("example");
    return (example.isMissingNode() ? schema().at("/examples/0") : example).asText("");
  }

  public String type() {
    return schema().path("type").asText("");
  }

  /// Whether it takes only what the server has sealed before.
  public boolean isToken() {
    return name().equals("cursor") || name().equals("resume");
  }

  @Override
  public String toString() {
    return name() + " in " + in();
  }
}
