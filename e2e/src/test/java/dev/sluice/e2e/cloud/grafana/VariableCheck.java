package dev.sluice.e2e.cloud.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.cloud.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Variables that are used are declared, and the other way round.
final class VariableCheck implements Check {
  private static final Pattern USED = Pattern.compile("\\$\\{(\\w+)}|\\$(\\w+)");

  @Override
  public List<Finding> findings(Dashboard dashboard) {
    List<Finding> findings = new ArrayList<>();
    Set<String> declared = new TreeSet<>();
    for (JsonNode variable : dashboard.json().at("/templating/list")) {
      declared.add(variable.path("name").asText());
    }
    Set<String> used = new TreeSet<>();
    for (Dashboard.Panel panel : dashboard.panels()) {
      Set<String> here = used(panel.json());
      used.addAll(here);
      here.stream()
          .filter(name -> !declared.contains(name))
          .forEach(name ->
              findings.add(
                  dashboard.finding(
                      panel.part(),
                      "there is no variable \"%s\"; like it are %s"
                          .formatted(name, Nearest.to(name, declared)))));
    }
    declared.stream()
        .filter(name -> !used.contains(name))
        .forEach(name ->
            findings.add(dashboard.finding("variable " + name, "no panel uses it; leave it out")));
    return findings;
  }

  private static Set<String> used(JsonNode panel) {
    return USED.matcher(panel.toString())
        .results()
        .map((MatchResult found) -> found.group(1) == null ? found.group(2) : found.group(1))
        .collect(Collectors.toSet());
  }
}
