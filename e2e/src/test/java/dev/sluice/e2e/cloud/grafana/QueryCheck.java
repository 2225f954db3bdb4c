package dev.sluice.e2e.cloud.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.cloud.grafana.Dashboard.Panel;
import dev.sluice.e2e.cloud.metrics.PublishedMetrics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Panels ask CloudWatch for what is there: metric, statistic, and all of its dimensions.
final class QueryCheck implements Check {
  private static final Pattern NAMES = Pattern.compile("\\b[a-z][a-z_0-9]*\\b(?!\\()");

  private final PublishedMetrics published;

  QueryCheck(PublishedMetrics published) {
    this.published = published;
  }

  @Override
  public List<Finding> findings(Dashboard dashboard) {
    List<Finding> findings = new ArrayList<>();
    for (Panel panel : dashboard.panels()) {
      JsonNode targets = panel.json().path("targets");
      if (targets.isEmpty()) {
        findings.add(dashboard.finding(panel.part(), "asks nothing"));
      }
      Set<String> ids = new HashSet<>();
      for (JsonNode target : targets) {
        List<String> messages = new ArrayList<>();
        if (!ids.add(target.path("id").asText()) || !ids.add(target.path("refId").asText())) {
          messages.add("another query has this id or refId");
        }
        look(dashboard, target, ids, messages);
        String part = panel.part() + " query " + target.path("refId").asText();
        messages.forEach(message -> findings.add(dashboard.finding(part, message)));
      }
    }
    return findings;
  }

  private void look(Dashboard dashboard, JsonNode target, Set<String> ids, List<String> messages) {
    if (!target.path("region").asText().equals("${region}")) {
      messages.add("asks the region %s, not ${region}".formatted(target.path("region")));
    }
    int seconds = target.path("period").asInt();
    if (seconds < 60 || seconds % 60 != 0) {
      messages.add(
          "has the period %s; services publish each 60 s".formatted(target.path("period")));
    }
    if (target.has("sqlExpression")) {
      insight(dashboard, target, messages);
    } else if (target.has("expression")) {
      expression(target.path("expression").asText(), ids, messages);
    } else {
      metric(dashboard, target, messages);
    }
  }

  private void insight(Dashboard dashboard, JsonNode target, List<String> messages) {
    String text = target.path("sqlExpression").asText();
    var query = Insight.parse(text);
    if (query.isEmpty()) {
      messages.add("\"%s\" is not understood here; %s is".formatted(text, Insight.EXAMPLE));
      return;
    }
    Insight it = query.get();
    ask(dashboard, it.namespace(), it.metric(), it.dimensions(), it.statistic(), messages);
    it.restricting().stream()
        .filter(name -> !it.dimensions().contains(name))
        .forEach(name ->
            messages.add(
                "goes by \"%s\", which is none of %s"
                    .formatted(name, new TreeSet<>(it.dimensions()))));
  }

  private void metric(Dashboard dashboard, JsonNode target, List<String> messages) {
    if (!target.path("matchExact").asBoolean()) {
      messages.add("matchExact has to be true, or series with other dimensions are mixed in");
    }
    Set<String> dimensions = new TreeSet<>();
    target.path("dimensions").fieldNames().forEachRemaining(dimensions::add);
    ask(
        dashboard,
        target.path("namespace").asText(),
        target.path("metricName").asText(),
        dimensions,
        target.path("statistic").asText(),
        messages);
  }

  private void ask(
      Dashboard dashboard,
      String namespace,
      String metric,
      Set<String> dimensions,
      String statistic,
      List<String> messages) {
    String in = namespace.replace("${namespace}", dashboard.byDefault("namespace"));
    published.complaint(in, metric, dimensions).ifPresent(messages::add);
    published.complaint(metric, statistic).ifPresent(messages::add);
  }

  private static void expression(String text, Set<String> ids, List<String> messages) {
    String alone = text.replaceAll("\\$\\{\\w+}", "1");
    NAMES
        .matcher(alone)
        .results()
        .map(MatchResult::group)
        .filter(name -> !ids.contains(name))
        .distinct()
        .forEach(name ->
            messages.add(
                "\"%s\" in the expression is no query before it; those are %s"
                    .formatted(name, new TreeSet<>(ids))));
  }
}
