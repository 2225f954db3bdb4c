package dev.sluice.e2e.cloud.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Texts of which the API accepts a few only, though its models take any: by where they stand.
final class Choices {
  private static final Map<Pattern, List<String>> BY_PATH =
      Map.ofEntries(
          choice(".*/ports/\\d+/protocol", "TCP", "UDP", "SCTP"),
          choice("Service/spec/type", "ClusterIP", "LoadBalancer", "NodePort", "ExternalName"),
          choice("Ingress/.*/pathType", "Exact", "Prefix", "ImplementationSpecific"),
          choice("NetworkPolicy/spec/policyTypes/\\d+", "Ingress", "Egress"),
          choice("Deployment/spec/strategy/type", "RollingUpdate", "Recreate"),
          choice("Deployment/spec/template/spec/restartPolicy", "Always"),
          choice("CronJob/.*/restartPolicy", "Never", "OnFailure"),
          choice("CronJob/spec/concurrencyPolicy", "Allow", "Forbid", "Replace"),
          choice(
              "CronJob/.*/podFailurePolicy/rules/\\d+/action",
              "FailJob",
              "FailIndex",
              "Ignore",
              "Count"),
          choice("CronJob/.*/onExitCodes/operator", "In", "NotIn"),
          choice(".*/containers/\\d+/imagePullPolicy", "Always", "IfNotPresent", "Never"),
          choice(".*/seccompProfile/type", "RuntimeDefault", "Localhost", "Unconfined"),
          choice(
              ".*/topologySpreadConstraints/\\d+/whenUnsatisfiable",
              "ScheduleAnyway",
              "DoNotSchedule"),
          choice(".*/matchExpressions/\\d+/operator", "In", "NotIn", "Exists", "DoesNotExist"),
          choice(".*/httpGet/scheme", "HTTP", "HTTPS"),
          choice(
              "PodDisruptionBudget/spec/unhealthyPodEvictionPolicy",
              "AlwaysAllow",
              "IfHealthyBudget"),
          choice(".*/behavior/scale(Up|Down)/selectPolicy", "Max", "Min", "Disabled"),
          choice(".*/behavior/scale(Up|Down)/policies/\\d+/type", "Pods", "Percent"),
          choice(
              "HorizontalPodAutoscaler/spec/metrics/\\d+/type",
              "External",
              "Resource",
              "ContainerResource",
              "Object",
              "Pods"),
          choice("HorizontalPodAutoscaler/.*/target/type", "AverageValue", "Utilization", "Value"),
          choice("ScaledObject/spec/triggers/\\d+/type", "aws-cloudwatch", "cpu"),
          choice(
              "ScaledObject/spec/triggers/\\d+/metricType", "AverageValue", "Utilization", "Value"),
          choice(
              "ScaledObject/spec/fallback/behavior",
              "static",
              "currentReplicas",
              "currentReplicasIfHigher",
              "currentReplicasIfLower"),
          choice("TriggerAuthentication/spec/podIdentity/provider", "aws"),
          choice("IngressClassParams/spec/scheme", "internet-facing", "internal"),
          choice(
              "ScaledObject/spec/triggers/\\d+/metadata/metricStat",
              "Average",
              "Maximum",
              "Minimum",
              "SampleCount",
              "Sum"),
          choice("ScaledObject/spec/triggers/\\d+/metadata/ignoreNullValues", "true", "false"));

  private Choices() {}

  private static Map.Entry<Pattern, List<String>> choice(String path, String... accepted) {
    return Map.entry(Pattern.compile(path), List.of(accepted));
  }

  /// @param path the kind, then the pointer
  static Optional<List<String>> at(String path) {
    return BY_PATH.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(path).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
