package dev.sluice.e2e.cloud.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.cloud.grafana.Dashboard.Panel;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A dashboard is known by uid and title, and its panels stand side by side on Grafana's grid of 24
/// columns.
final class LayoutCheck implements Check {
  private static final int COLUMNS = 24;
  private static final List<String> NEEDED =
      List.of("uid", "title", "description", "schemaVersion");

  @Override
  public List<Finding> findings(Dashboard dashboard) {
    List<Finding> findings = new ArrayList<>();
    for (String name : NEEDED) {
      if (dashboard.json().path(name).asText().isBlank()) {
        findings.add(dashboard.finding("dashboard", "has no \"" + name + "\""));
      }
    }
    List<Panel> panels = dashboard.panels();
    if (panels.isEmpty()) {
      findings.add(dashboard.finding("dashboard", "has no panels"));
    }
    Set<JsonNode> ids = new HashSet<>();
    for (int i = 0; i < panels.size(); i++) {
      Panel panel = panels.get(i);
      JsonNode id = panel.json().path("id");
      if (!id.isInt() || !ids.add(id)) {
        findings.add(
            dashboard.finding(
                panel.part(), "another has this id, or it is no number; 1 to n would do"));
      }
      place(dashboard, panel, panels.subList(0, i), findings);
    }
    return findings;
  }

  private static void place(
      Dashboard dashboard, Panel panel, List<Panel> before, List<Finding> findings) {
    Rectangle place = rectangle(panel);
    if (place.isEmpty() || place.x < 0 || place.x + place.width > COLUMNS) {
      findings.add(
          dashboard.finding(
              panel.part(),
              "stands in columns %d to %d; there are 0 to %d"
                  .formatted(place.x, place.x + place.width, COLUMNS)));
    }
    for (Panel other : before) {
      if (rectangle(other).intersects(place)) {
        findings.add(
            dashboard.finding(
                panel.part(),
                "overlaps %s, which ends at row %d"
                    .formatted(other.part(), (int) rectangle(other).getMaxY())));
      }
    }
  }

  private static Rectangle rectangle(Panel panel) {
    JsonNode place = panel.json().path("gridPos");
    return new Rectangle(
        place.path("x").asInt(),
        place.path("y").asInt(),
        place.path("w").asInt(),
        place.path("h").asInt());
  }
}
