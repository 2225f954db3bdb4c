package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.cloud.Nearest;
import dev.sluice.e2e.cloud.metrics.PublishedMetrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The names of the gauges that services register, as CloudWatch knows them: with the suffix that
/// Micrometer adds.
final class RegisteredMetrics {
  private static final Pattern EXPRESSION =
      Pattern.compile("SELECT (?:MAX|SUM|AVG|MIN)\\(\"([a-z.]+)\"\\) FROM \"([A-Za-z/]+)\"");

  private final Set<String> names;
  private final String namespace;

  RegisteredMetrics() {
    PublishedMetrics published = PublishedMetrics.read(Path.of(".."));
    namespace = published.namespace();
    names =
        published.names(namespace).stream()
            .filter(name -> name.endsWith(".value"))
            .collect(Collectors.toSet());
  }

  /// @param at where the metadata of a trigger stands
  void findings(Overlay.Manifest scaled, String at, List<Finding> findings) {
    JsonNode metadata = scaled.at(at);
    if (!metadata.has("expression")) {
      metric(scaled, at + "/metricName", metadata.path("metricName").asText(), findings);
      namespace(scaled, at + "/namespace", metadata.path("namespace").asText(), findings);
      return;
    }
    String there = at + "/expression";
    Matcher expression = EXPRESSION.matcher(metadata.path("expression").asText());
    if (expression.matches()) {
      metric(scaled, there, expression.group(1), findings);
      namespace(scaled, there, expression.group(2), findings);
    } else {
      findings.add(
          scaled.finding(
              there, "is not understood here; SELECT MAX(\"metric\") FROM \"namespace\" is"));
    }
  }

  private void metric(Overlay.Manifest scaled, String at, String metric, List<Finding> findings) {
    if (!names.contains(metric)) {
      findings.add(
          scaled.finding(
              at,
              "no service publishes \"%s\"; like it are %s"
                  .formatted(metric, Nearest.to(metric, names))));
    }
  }

  private void namespace(
      Overlay.Manifest scaled, String at, String wanted, List<Finding> findings) {
    if (!wanted.equals(namespace)) {
      findings.add(
          scaled.finding(
              at, "services publish in \"%s\", not in \"%s\"".formatted(namespace, wanted)));
    }
  }
}
