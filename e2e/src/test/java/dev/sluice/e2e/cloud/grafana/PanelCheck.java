package dev.sluice.e2e.cloud.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.cloud.Nearest;
import dev.sluice.e2e.cloud.grafana.Dashboard.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A panel says what it shows, in which unit and beyond what it is too much, asks the data source
/// that was chosen, and sends to a section of the operations manual.
final class PanelCheck implements Check {
  private static final Set<String> UNITS =
      Set.of("bytes", "ms", "percent", "percentunit", "s", "short");

  private static final String CHOSEN = "${datasource}";
  private static final String MANUAL = "${operations}#";

  private final Set<String> sections;

  /// @param sections anchors of the operations manual
  PanelCheck(Set<String> sections) {
    this.sections = sections;
  }

  @Override
  public List<Finding> findings(Dashboard dashboard) {
    List<Finding> findings = new ArrayList<>();
    if (!dashboard.byDefault("operations").endsWith("docs/operations.md")) {
      findings.add(
          dashboard.finding(
              "variable operations",
              "is \"%s\"; docs/operations.md would do"
                  .formatted(dashboard.byDefault("operations"))));
    }
    for (Panel panel : dashboard.panels()) {
      List<String> messages = new ArrayList<>();
      texts(panel.json(), messages);
      sources(panel.json(), messages);
      links(panel.json().path("links"), messages);
      messages.forEach(message -> findings.add(dashboard.finding(panel.part(), message)));
    }
    return findings;
  }

  private static void texts(JsonNode panel, List<String> messages) {
    for (String name : List.of("title", "description")) {
      if (panel.path(name).asText().isBlank()) {
        messages.add("has no \"" + name + "\"");
      }
    }
    String unit = panel.at("/fieldConfig/defaults/unit").asText();
    if (!UNITS.contains(unit)) {
      messages.add("has the unit \"%s\"; like it are %s".formatted(unit, Nearest.to(unit, UNITS)));
    }
    if (!panel.at("/fieldConfig/defaults/thresholds/steps").path(0).path("value").isNull()) {
      messages.add("has no thresholds; the first step's value is null");
    }
  }

  private static void sources(JsonNode panel, List<String> messages) {
    List<JsonNode> sources = new ArrayList<>(List.of(panel.path("datasource")));
    panel.path("targets").forEach(target -> sources.add(target.path("datasource")));
    for (JsonNode source : sources) {
      if (!source.path("type").asText().equals("cloudwatch")
          || !source.path("uid").asText().equals(CHOSEN)) {
        messages.add("asks the data source %s, not cloudwatch %s".formatted(source, CHOSEN));
      }
    }
  }

  private void links(JsonNode links, List<String> messages) {
    if (links.isEmpty()) {
      messages.add("links to no section of docs/operations.md");
    }
    for (JsonNode link : links) {
      String url = link.path("url").asText();
      String section = url.startsWith(MANUAL) ? url.substring(MANUAL.length()) : url;
      if (!url.startsWith(MANUAL) || !sections.contains(section)) {
        messages.add(
            "docs/operations.md has no section \"%s\"; like it are %s"
                .formatted(section, Nearest.to(section, sections)));
      }
    }
  }
}
