package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whoever names a port names one that is there: Services one of their pods, an Ingress one of its
/// Service, a policy one of whom it protects.
final class PortCheck implements Check {
  @Override
  public List<Finding> findings(Overlay overlay) {
    List<Finding> findings = new ArrayList<>();
    List<Pods> all = Pods.of(overlay);
    overlay.ofKind("Service").forEach(service -> ofService(service, all, findings));
    overlay.ofKind("NetworkPolicy").forEach(policy -> ofPolicy(policy, all, findings));
    overlay.ofKind("Ingress").forEach(ingress -> ofIngress(overlay, ingress, findings));
    return findings;
  }

  private static void ofService(Overlay.Manifest service, List<Pods> all, List<Finding> findings) {
    JsonNode ports = service.at("/spec/ports");
    all.stream()
        .filter(pods -> pods.serves() && pods.chosenBy(service.at("/spec/selector")))
        .forEach(pods -> {
          for (int i = 0; i < ports.size(); i++) {
            String at = "/spec/ports/%d/targetPort".formatted(i);
            port(
                    pods,
                    ports.get(i).path("targetPort").asText(),
                    ports.get(i).path("protocol").asText("TCP"))
                .map(message -> service.finding(at, message))
                .ifPresent(findings::add);
          }
        });
  }

  private static void ofPolicy(Overlay.Manifest policy, List<Pods> all, List<Finding> findings) {
    JsonNode labels = policy.at("/spec/podSelector/matchLabels");
    JsonNode rules = policy.at("/spec/ingress");
    for (int i = 0; i < rules.size(); i++) {
      JsonNode ports = rules.get(i).path("ports");
      for (int j = 0; j < ports.size(); j++) {
        String at = "/spec/ingress/%d/ports/%d/port".formatted(i, j);
        String name = ports.get(j).path("port").asText();
        String protocol = ports.get(j).path("protocol").asText("TCP");
        all.stream()
            .filter(pods -> pods.chosenBy(labels))
            .flatMap(pods -> port(pods, name, protocol).stream())
            .forEach(message -> findings.add(policy.finding(at, message)));
      }
    }
  }

  /// @return what is wrong with it
  private static Optional<String> port(Pods pods, String name, String protocol) {
    Map<String, Pods.Port> ports = pods.ports();
    Pods.Port found = ports.get(name);
    if (found == null) {
      return Optional.of(
          "\"%s\" is no port of the pods of %s; theirs are %s"
              .formatted(name, pods.owner().name(), String.join(", ", ports.keySet())));
    }
    return found.protocol().equals(protocol)
        ? Optional.empty()
        : Optional.of(
            "port %s of the pods of %s is %s, not %s"
                .formatted(name, pods.owner().name(), found.protocol(), protocol));
  }

  private static void ofIngress(Overlay overlay, Overlay.Manifest ingress, List<Finding> findings) {
    JsonNode paths = ingress.at("/spec/rules/0/http/paths");
    for (int i = 0; i < paths.size(); i++) {
      String at = "/spec/rules/0/http/paths/%d/backend/service".formatted(i);
      String service = ingress.at(at + "/name").asText();
      String port = ingress.at(at + "/port/name").asText();
      List<Overlay.Manifest> found =
          overlay.ofKind("Service").filter(other -> other.name().equals(service)).toList();
      if (found.isEmpty()) {
        List<String> names = overlay.ofKind("Service").map(Overlay.Manifest::name).toList();
        findings.add(
            ingress.finding(
                at + "/name",
                "there is no Service \"%s\"; there are %s"
                    .formatted(service, String.join(", ", names))));
      } else if (found.getFirst().at("/spec/ports").findValuesAsText("name").stream()
          .noneMatch(port::equals)) {
        findings.add(
            ingress.finding(
                at + "/port/name",
                "\"%s\" is no port of Service %s; it has %s"
                    .formatted(
                        port,
                        service,
                        found.getFirst().at("/spec/ports").findValuesAsText("name"))));
      }
    }
  }
}
