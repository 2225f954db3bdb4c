package dev.sluice.http.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Holds an answer against the description: status, media type, body and headers are all as it
/// says, and there is nothing that it does not say.
public final class AnswerCheck {
  private static final ObjectMapper EXACT =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /// HTTP's own, of which a description says nothing.
  private static final Set<String> OF_HTTP =
      Set.of(
          "content-type",
          "content-length",
          "content-encoding",
          "transfer-encoding",
          "vary",
          "connection",
          "date");

  private final Document document;
  private final StrictSchemas schemas;

  public AnswerCheck(Document document) {
    this.document = document;
    this.schemas = new StrictSchemas(document);
  }

  /// @throws AssertionError saying all that is not as described
  public void check(String method, String rawPath, HttpResponse<String> answer) {
    List<String> complaints = complaints(method, rawPath, answer);
    if (!complaints.isEmpty()) {
      throw new AssertionError(
          "%s %s was answered as the description does not allow:%n  %s%n%s %s%n%s"
              .formatted(
                  method,
                  rawPath,
                  String.join("\n  ", complaints),
                  answer.statusCode(),
                  answer.headers().map(),
                  answer.body()));
    }
  }

  public List<String> complaints(String method, String rawPath, HttpResponse<String> answer) {
    Optional<Operation> operation = document.find(method, rawPath);
    return operation.isPresent()
        ? described(operation.get(), method, answer)
        : elsewhere(method, rawPath, answer);
  }

  /// What nobody described is refused, or is a file.
  private List<String> elsewhere(String method, String rawPath, HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status < 400) {
      return rawPath.startsWith("/v1/") && !method.equals("OPTIONS")
          ? List.of("there is no such operation")
          : List.of();
    }
    if (document.hasPath(rawPath)
        && status == 405
        && answer.headers().firstValue("Allow").isEmpty()) {
      return List.of("405 without Allow");
    }
    JsonNode problem =
        Document.JSON
            .createObjectNode()
            .set(
                "application/problem+json",
                Document.JSON
                    .createObjectNode()
                    .set(
                        "schema",
                        Document.JSON
                            .createObjectNode()
                            .put("$ref", "#/components/schemas/Problem")));
    return method.equals("HEAD") ? List.of() : body(problem, answer);
  }

  private List<String> described(Operation operation, String method, HttpResponse<String> answer) {
    Optional<JsonNode> response = operation.response(answer.statusCode());
    if (response.isEmpty()) {
      return List.of("status " + answer.statusCode() + " is not among the responses");
    }
    List<String> complaints = new ArrayList<>(headers(response.get(), answer.headers()));
    boolean hasBody = !method.equals("HEAD") && response.get().path("content").size() > 0;
    if (hasBody) {
      complaints.addAll(body(response.get().get("content"), answer));
    } else if (!answer.body().isEmpty()) {
      complaints.add("a body where none is described");
    }
    return complaints;
  }

  private List<String> headers(JsonNode response, HttpHeaders answered) {
    List<String> complaints = new ArrayList<>();
    answered
        .map()
        .forEach((name, values) -> {
          if (!OF_HTTP.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> complaints.addAll(header(response, name, value)));
          }
        });
    return complaints;
  }

  private List<String> header(JsonNode response, String name, String value) {
    for (var declared : response.path("headers").properties()) {
      if (declared.getKey().equalsIgnoreCase(name)) {
        JsonNode schema = document.resolved(declared.getValue()).get("schema");
        boolean whole =
            schema.path("type").asText().equals("integer") && value.matches("-?[0-9]{1,18}");
        return schemas.complaints(
            schema, whole ? LongNode.valueOf(Long.parseLong(value)) : TextNode.valueOf(value));
      }
    }
    return List.of("header " + name + " is not described for this response");
  }

  private List<String> body(JsonNode content, HttpResponse<String> answer) {
    String type =
        answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "").strip();
    JsonNode described = content.get(type);
    if (described == null) {
      return List.of("media type \"" + type + "\" is not among " + content.properties());
    }
    if (!type.endsWith("json") || answer.headers().firstValue("Content-Encoding").isPresent()) {
      return List.of();
    }
    try {
      return schemas.complaints(described.get("schema"), EXACT.readTree(answer.body()));
    } catch (JsonProcessingException e) {
      return List.of("the body is no JSON: " + e.getMessage());
    }
  }
}
