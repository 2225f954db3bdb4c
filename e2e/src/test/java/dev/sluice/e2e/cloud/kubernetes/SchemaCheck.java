package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.cloud.Nearest;
import io.kubernetes.client.custom.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Each manifest has the members that its kind knows, those it needs, of the types that they have:
/// more strictly than a cluster, which drops what it does not know and turns 4 into "4".
final class SchemaCheck implements Check {
  @Override
  public List<Finding> findings(Overlay overlay) {
    List<Finding> findings = new ArrayList<>();
    for (Overlay.Manifest manifest : overlay.manifests()) {
      Class<?> kind = Kinds.ACCEPTED.get(manifest.type());
      if (kind == null) {
        findings.add(
            manifest.finding(
                "/kind",
                "%s is no kind that is checked here; like it are %s"
                    .formatted(
                        manifest.type(), Nearest.to(manifest.type(), Kinds.ACCEPTED.keySet()))));
      } else {
        new Walk(manifest, findings).look(JsonPointer.empty(), manifest.body(), Shapes.of(kind));
      }
    }
    return findings;
  }

  private record Walk(Overlay.Manifest manifest, List<Finding> findings) {
    void look(JsonPointer here, JsonNode value, Shape shape) {
      switch (shape) {
        case Shape.Scalar scalar -> {
          if (!fits(value, scalar)) {
            add(here, "%s is not %s".formatted(value, scalar.words()));
          } else {
            Choices.at(manifest.kind() + here).ifPresent(accepted -> choice(here, value, accepted));
          }
        }
        case Shape.ListOf list -> {
          if (!value.isArray()) {
            add(here, "%s is not a list".formatted(value));
          }
          for (int i = 0; value.isArray() && i < value.size(); i++) {
            look(here.appendIndex(i), value.get(i), list.element());
          }
        }
        case Shape.MapOf map -> {
          if (!value.isObject()) {
            add(here, "%s is not a map".formatted(value));
          }
          value
              .properties()
              .forEach(entry ->
                  look(here.appendProperty(entry.getKey()), entry.getValue(), map.value()));
        }
        case Shape.Members members -> members(here, value, members);
      }
    }

    private void members(JsonPointer here, JsonNode value, Shape.Members shape) {
      if (!value.isObject()) {
        add(here, "%s is not an object".formatted(value));
        return;
      }
      Map<String, Shape> known = shape.members().get();
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        Shape expected = known.get(member.getKey());
        JsonPointer there = here.appendProperty(member.getKey());
        if (expected == null) {
          findings.add(
              manifest.finding(
                  there,
                  "%s has no member \"%s\"; like it are %s"
                      .formatted(
                          shape.name(),
                          member.getKey(),
                          Nearest.to(member.getKey(), known.keySet()))));
        } else {
          look(there, member.getValue(), expected);
        }
      }
      for (String required : new TreeSet<>(shape.required())) {
        if (!value.has(required)) {
          add(here, "\"%s\" is missing, which %s needs".formatted(required, shape.name()));
        }
      }
    }

    private void choice(JsonPointer here, JsonNode value, List<String> accepted) {
      if (!accepted.contains(value.asText())) {
        add(here, "%s is not one of %s".formatted(value, String.join(", ", accepted)));
      }
    }

    private void add(JsonPointer here, String message) {
      findings.add(manifest.finding(here, (here.matches() ? "" : here + " ") + message));
    }
  }

  private static boolean fits(JsonNode value, Shape.Scalar scalar) {
    return switch (scalar) {
      case TEXT -> value.isTextual();
      case WHOLE -> value.isIntegralNumber();
      case NUMBER -> value.isNumber();
      case TRUTH -> value.isBoolean();
      case TEXT_OR_WHOLE -> value.isTextual() || value.isIntegralNumber();
      case QUANTITY -> (value.isTextual() || value.isNumber()) && isQuantity(value.asText());
      case ANY -> true;
    };
  }

  private static boolean isQuantity(String text) {
    try {
      Quantity.fromString(text);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
