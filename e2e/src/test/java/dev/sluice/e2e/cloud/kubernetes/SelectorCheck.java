package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Whatever selects pods selects some, and each service has all that it should.
final class SelectorCheck implements Check {
  private static final Map<String, String> SELECTORS =
      Map.of(
          "Service", "/spec/selector",
          "PodDisruptionBudget", "/spec/selector/matchLabels",
          "NetworkPolicy", "/spec/podSelector/matchLabels");

  private static final List<String> OF_EACH_SERVICE =
      List.of(
          "Service",
          "PodDisruptionBudget",
          "NetworkPolicy",
          "ServiceAccount",
          "HorizontalPodAutoscaler",
          "ScaledObject");

  @Override
  public List<Finding> findings(Overlay overlay) {
    List<Finding> findings = new ArrayList<>();
    List<Pods> all = Pods.of(overlay);
    SELECTORS.forEach((kind, pointer) ->
        overlay
            .ofKind(kind)
            .forEach(manifest -> {
              JsonNode labels = manifest.at(pointer);
              if (all.stream().noneMatch(pods -> pods.chosenBy(labels))) {
                findings.add(
                    manifest.finding(
                        pointer,
                        "selects no pods with %s; pods have %s".formatted(labels, labels(all))));
              }
            }));
    overlay.ofKind("Deployment").forEach(deployment -> ofDeployment(overlay, deployment, findings));
    boolean denied =
        overlay
            .ofKind("NetworkPolicy")
            .anyMatch(policy ->
                policy.at("/spec/podSelector").isEmpty()
                    && policy.at("/spec/policyTypes").size() == 2
                    && !policy.at("/spec").has("ingress")
                    && !policy.at("/spec").has("egress"));
    if (!denied) {
      findings.add(
          overlay.manifests().getFirst().finding("", "no NetworkPolicy denies all by default"));
    }
    return findings;
  }

  private static void ofDeployment(
      Overlay overlay, Overlay.Manifest deployment, List<Finding> findings) {
    Pods own =
        Pods.of(overlay).stream()
            .filter(pods -> pods.owner() == deployment)
            .findFirst()
            .orElseThrow();
    JsonNode selector = deployment.at("/spec/selector/matchLabels");
    if (!own.chosenBy(selector)) {
      findings.add(
          deployment.finding(
              "/spec/selector/matchLabels",
              "%s does not choose its own pods, which have %s".formatted(selector, own.labels())));
    }
    for (String kind : OF_EACH_SERVICE) {
      if (overlay.ofKind(kind).noneMatch(other -> other.name().equals(deployment.name()))) {
        findings.add(
            deployment.finding("/metadata/name", "there is no %s of this name".formatted(kind)));
      }
    }
  }

  private static Set<String> labels(List<Pods> all) {
    return all.stream()
        .flatMap(pods -> pods.labels().entrySet().stream())
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
