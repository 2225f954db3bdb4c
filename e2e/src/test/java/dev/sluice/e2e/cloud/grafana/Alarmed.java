package dev.sluice.e2e.cloud.grafana;

import dev.sluice.e2e.cloud.metrics.PublishedMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The metrics that alarms go by, held against those that some dashboard shows.
final class Alarmed {
  static final String FILE = "terraform/modules/observability/alarms.tf";

  private static final Pattern QUOTED = Pattern.compile("\"([A-Za-z.]+?)\\\\?\"");

  private Alarmed() {}

  /// @param terraform the text of [#FILE]
  static Set<String> metrics(String terraform, PublishedMetrics published) {
    Set<String> known = published.names();
    return QUOTED
        .matcher(terraform)
        .results()
        .map((MatchResult found) -> found.group(1))
        .filter(name -> name.startsWith("sluice.") || known.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static List<Finding> findings(Set<String> metrics, List<Dashboard> dashboards) {
    Set<String> shown = new TreeSet<>();
    for (Dashboard dashboard : dashboards) {
      for (Dashboard.Panel panel : dashboard.panels()) {
        panel
            .json()
            .path("targets")
            .forEach(target -> {
              shown.add(target.path("metricName").asText());
              Insight.parse(target.path("sqlExpression").asText())
                  .ifPresent(query -> shown.add(query.metric()));
            });
      }
    }
    List<Finding> findings = new ArrayList<>();
    metrics.stream()
        .filter(metric -> !shown.contains(metric))
        .forEach(metric ->
            findings.add(
                new Finding(
                    FILE, metric, "no dashboard shows what this alarm goes by; a panel would")));
    return findings;
  }
}
