package dev.sluice.e2e.cloud.grafana;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A dashboard's file.
///
/// @param file below the root of the repository
record Dashboard(String file, JsonNode json) {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /// @param part how messages call it
  record Panel(String part, JsonNode json) {}

  /// All of a folder, by name.
  ///
  /// @param findings takes what cannot be read
  static List<Dashboard> all(Path folder, List<Finding> findings) throws IOException {
    List<Dashboard> dashboards = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
        String name = "grafana/dashboards/" + file.getFileName();
        dashboards.add(parse(name, Files.readString(file), findings));
      }
    }
    return dashboards;
  }

  static Dashboard parse(String file, String text, List<Finding> findings) {
    try {
      return new Dashboard(file, MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      String where = "line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr());
      findings.add(new Finding(file, where, "is no JSON: " + e.getOriginalMessage()));
      return new Dashboard(file, JsonNodeFactory.instance.objectNode());
    }
  }

  List<Panel> panels() {
    List<Panel> panels = new ArrayList<>();
    json.path("panels")
        .forEach(panel ->
            panels.add(
                new Panel(
                    "panel %s \"%s\"".formatted(panel.path("id"), panel.path("title").asText()),
                    panel)));
    return panels;
  }

  /// What a variable is by default; empty if it is a query or is not there.
  String byDefault(String variable) {
    for (JsonNode one : json.at("/templating/list")) {
      if (one.path("name").asText().equals(variable)) {
        return one.path("query").asText();
      }
    }
    return "";
  }

  Finding finding(String part, String message) {
    return new Finding(file, part, message);
  }
}
