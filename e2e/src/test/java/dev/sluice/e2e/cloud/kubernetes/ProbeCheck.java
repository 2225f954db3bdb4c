package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ports of a pod are those that its service listens at, and probes and load balancers ask
/// where it answers.
final class ProbeCheck implements Check {
  private static final List<String> PROBES =
      List.of("startupProbe", "livenessProbe", "readinessProbe");

  private static final String ALB_PATH =
      "/metadata/annotations/alb.ingress.kubernetes.io~1healthcheck-path";
  private static final String NLB =
      "/metadata/annotations/service.beta.kubernetes.io~1aws-load-balancer-healthcheck-";

  @Override
  public List<Finding> findings(Overlay overlay) {
    List<Finding> findings = new ArrayList<>();
    for (Pods pods : Pods.of(overlay)) {
      if (pods.serves()) {
        Optional<DeployedService> service = service(pods.owner().name());
        if (service.isPresent()) {
          pods.containers().forEach(container -> look(container, service.get(), findings));
        } else {
          findings.add(pods.owner().finding("/metadata/name", "there is no service of this name"));
        }
      }
    }
    overlay
        .ofKind("Ingress")
        .forEach(ingress ->
            service(ingress.name())
                .ifPresent(service -> path(ingress, ALB_PATH, service, findings)));
    overlay
        .ofKind("Service")
        .filter(balancer -> balancer.at("/spec/type").asText().equals("LoadBalancer"))
        .forEach(balancer -> ofBalancer(balancer, findings));
    return findings;
  }

  private static Optional<DeployedService> service(String name) {
    return Arrays.stream(DeployedService.values())
        .filter(service -> service.text().equals(name))
        .findFirst();
  }

  private static void look(
      Pods.Container container, DeployedService service, List<Finding> findings) {
    Map<String, Pods.Port> listening = service.ports();
    JsonNode ports = container.body().path("ports");
    for (int i = 0; i < ports.size(); i++) {
      Pods.Port port = Pods.Port.of(ports.get(i));
      if (!port.equals(listening.get(ports.get(i).path("name").asText()))) {
        findings.add(
            container.finding(
                "/ports/%d/containerPort".formatted(i),
                "%s is not where %s listens: %s".formatted(port, service.text(), listening)));
      }
    }
    for (String probe : PROBES) {
      JsonNode get = container.body().path(probe).path("httpGet");
      String path = get.path("path").asText();
      String port = get.path("port").asText();
      if (!service.probePaths().contains(path)) {
        findings.add(
            container.finding(
                "/" + probe + "/httpGet/path",
                "%s asks at \"%s\", where %s does not answer; it does at %s"
                    .formatted(
                        probe, path, service.text(), String.join(", ", service.probePaths()))));
      }
      if (!container.pods().ports().containsKey(port)) {
        findings.add(
            container.finding(
                "/" + probe + "/httpGet/port",
                "%s asks at port \"%s\"; the ports are %s"
                    .formatted(probe, port, String.join(", ", container.pods().ports().keySet()))));
      }
    }
    boolean dependsOnOthers =
        container.body().at("/livenessProbe/httpGet/path").asText().endsWith("/readiness");
    if (dependsOnOthers) {
      findings.add(
          container.finding(
              "/livenessProbe/httpGet/path",
              "readiness goes off with a dependency, of which a restart is no cure; use"
                  + " /health/liveness"));
    }
  }

  private static void path(
      Overlay.Manifest manifest, String pointer, DeployedService service, List<Finding> findings) {
    String path = manifest.at(pointer).asText();
    if (!service.probePaths().contains(path)) {
      findings.add(
          manifest.finding(
              pointer,
              "the load balancer asks at \"%s\"; %s answers at %s"
                  .formatted(path, service.text(), String.join(", ", service.probePaths()))));
    }
  }

  private static void ofBalancer(Overlay.Manifest balancer, List<Finding> findings) {
    path(balancer, NLB + "path", DeployedService.INGEST, findings);
    String port = balancer.at(NLB + "port").asText();
    String http = DeployedService.INGEST.port("http");
    if (!port.equals(http)) {
      findings.add(
          balancer.finding(
              NLB + "port",
              "the load balancer asks at port \"%s\"; health is at %s".formatted(port, http)));
    }
  }
}
