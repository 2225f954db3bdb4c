package dev.sluice.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// One thing that can be asked for.
///
/// @param path with its variables in braces
public record Operation(String method, String path, JsonNode node, Document document) {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");

  public String id() {
    return node.path("operationId").asText(method + " " + path);
  }

  public List<String> variables() {
    return VARIABLE.matcher(path).results().map(found -> found.group(1)).toList();
  }

  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    node.path("parameters")
        .forEach(parameter -> parameters.add(new Parameter(document.resolved(parameter))));
    return parameters;
  }

  public Optional<Parameter> parameter(String name) {
    return parameters().stream().filter(parameter -> parameter.name().equals(name)).findFirst();
  }

  /// What is described for a status.
  public Optional<JsonNode> response(int status) {
    return Optional.ofNullable(node.path("responses").get(Integer.toString(status)))
        .map(document::resolved);
  }

  /// The schema of the JSON that has to be sent.
  public Optional<JsonNode> body() {
    JsonNode schema = node.at("/requestBody/content/application~1json/schema");
    return schema.isMissingNode() ? Optional.empty() : Optional.of(schema);
  }

  /// Whether the answer has no end, or is no answer but a change of protocol.
  public boolean isStream() {
    return node.path("responses").has("101")
        || node.at("/responses/200/content").has("text/event-stream");
  }

  boolean matches(String rawPath) {
    StringBuilder pattern = new StringBuilder();
    int from = 0;
    for (MatchResult variable : VARIABLE.matcher(path).results().toList()) {
      pattern.append(Pattern.quote(path.substring(from, variable.start()))).append("[^/]+");
      from = variable.end();
    }
    return rawPath.matches(pattern + Pattern.quote(path.substring(from)));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
