package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.cloud.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Triggers say what their scalers understand, ask for metrics that services register, and take the
/// absence of a value for a breach.
final class TriggerCheck implements Check {
  private static final Map<String, Set<String>> ACCEPTED =
      Map.of(
          "cpu", Set.of("value"),
          "aws-cloudwatch",
              Set.of(
                  "awsRegion",
                  "namespace",
                  "metricName",
                  "dimensionName",
                  "dimensionValue",
                  "expression",
                  "metricStat",
                  "metricStatPeriod",
                  "metricCollectionTime",
                  "metricEndTimeOffset",
                  "metricUnit",
                  "targetMetricValue",
                  "activationTargetMetricValue",
                  "minMetricValue",
                  "ignoreNullValues"));

  private static final Map<String, Set<String>> NEEDED =
      Map.of(
          "cpu", Set.of("value"),
          "aws-cloudwatch",
              Set.of(
                  "awsRegion",
                  "targetMetricValue",
                  "minMetricValue",
                  "metricStatPeriod",
                  "metricCollectionTime",
                  "ignoreNullValues"));

  private static final Set<String> WITHOUT_EXPRESSION =
      Set.of("namespace", "metricName", "dimensionName", "dimensionValue", "metricStat");

  private final RegisteredMetrics metrics = new RegisteredMetrics();

  @Override
  public List<Finding> findings(Overlay overlay) {
    List<Finding> findings = new ArrayList<>();
    overlay
        .ofKind("ScaledObject")
        .forEach(scaled -> {
          JsonNode triggers = scaled.at("/spec/triggers");
          Set<String> types = new TreeSet<>(triggers.findValuesAsText("type"));
          for (int i = 0; i < triggers.size(); i++) {
            look(scaled, "/spec/triggers/" + i, findings);
          }
          if (!types.contains("cpu")) {
            findings.add(
                scaled.finding(
                    "/spec/triggers", "a lag without a trigger of type cpu flaps; add one"));
          }
          if (types.contains("aws-cloudwatch") && scaled.at("/spec/fallback").isMissingNode()) {
            findings.add(
                scaled.finding(
                    "/spec",
                    "without fallback a dead fleet, which publishes nothing, stays as it is"));
          }
        });
    return findings;
  }

  private void look(Overlay.Manifest scaled, String at, List<Finding> findings) {
    String type = scaled.at(at + "/type").asText();
    JsonNode metadata = scaled.at(at + "/metadata");
    Set<String> accepted = ACCEPTED.getOrDefault(type, Set.of());
    metadata
        .fieldNames()
        .forEachRemaining(name -> {
          if (!accepted.contains(name)) {
            findings.add(
                scaled.finding(
                    at + "/metadata/" + name,
                    "%s takes no \"%s\"; like it are %s"
                        .formatted(type, name, Nearest.to(name, accepted))));
          }
        });
    Set<String> needed = new TreeSet<>(NEEDED.getOrDefault(type, Set.of()));
    if (type.equals("aws-cloudwatch") && !metadata.has("expression")) {
      needed.addAll(WITHOUT_EXPRESSION);
    }
    needed.stream()
        .filter(name -> !metadata.has(name))
        .forEach(name ->
            findings.add(
                scaled.finding(at + "/metadata", "%s needs \"%s\"".formatted(type, name))));
    if (type.equals("aws-cloudwatch")) {
      ofCloudWatch(scaled, at, metadata, findings);
    }
  }

  private void ofCloudWatch(
      Overlay.Manifest scaled, String at, JsonNode metadata, List<Finding> findings) {
    if (!metadata.path("ignoreNullValues").asText().equals("false")) {
      findings.add(
          scaled.finding(
              at + "/metadata/ignoreNullValues",
              "no value has to be a breach: a dead fleet publishes none; \"false\" makes it one"));
    }
    if (!scaled.at(at + "/useCachedMetrics").asBoolean()) {
      findings.add(
          scaled.finding(at, "useCachedMetrics has to be true, or each look is a paid call"));
    }
    int period = metadata.path("metricStatPeriod").asInt(60);
    if (metadata.path("metricCollectionTime").asInt() % period != 0) {
      findings.add(
          scaled.finding(
              at + "/metadata/metricCollectionTime",
              "%s is no multiple of metricStatPeriod, %d"
                  .formatted(metadata.path("metricCollectionTime"), period)));
    }
    metrics.findings(scaled, at + "/metadata", findings);
  }
}
