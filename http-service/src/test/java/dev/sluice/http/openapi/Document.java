package dev.sluice.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The description of the API, to ask what it says.
public final class Document {
  public static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode root;
  private final List<Operation> operations;

  public Document(ApiDescription description) {
    root = JSON.valueToTree(description.document());
    List<Operation> found = new ArrayList<>();
    root.get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation ->
                    found.add(
                        new Operation(
                            operation.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            operation.getValue(),
                            this))));
    found.sort(Comparator.comparing((Operation operation) -> operation.variables().size()));
    operations = List.copyOf(found);
  }

  public JsonNode root() {
    return root;
  }

  /// All operations, those without a path variable first.
  public List<Operation> operations() {
    return operations;
  }

  /// The operations of the API itself, which the ones of its management are not.
  public List<Operation> reads() {
    return operations.stream()
        .filter(operation -> operation.path().startsWith("/v1/"))
        .filter(operation -> !operation.isStream())
        .toList();
  }

  public Operation operation(String id) {
    return operations.stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no operation " + id));
  }

  /// @param path raw, without its query
  public Optional<Operation> find(String method, String path) {
    String as = method.equals("HEAD") ? "GET" : method;
    return operations.stream()
        .filter(operation -> operation.method().equals(as) && operation.matches(path))
        .findFirst();
  }

  public boolean hasPath(String path) {
    return operations.stream().anyMatch(operation -> operation.matches(path));
  }

  /// What a reference points to; the node itself where it is none.
  public JsonNode resolved(JsonNode node) {
    JsonNode at = node;
    while (at.has("$ref")) {
      String pointer = at.get("$ref").textValue().substring(1);
      at = root.at(pointer);
      if (at.isMissingNode()) {
        throw new AssertionError("nothing at " + pointer);
      }
    }
    return at;
  }
}
