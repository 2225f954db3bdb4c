package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Pods are what the restricted standard of Kubernetes asks for and a bit more: their root is
/// read-only, they have no token of the cluster, and time to finish.
final class SecurityCheck implements Check {
  private static final int GRACE_SECONDS = 90;

  /// What has to stand in the spec of a pod.
  private static final Map<String, String> OF_PODS =
      Map.of(
          "/securityContext/runAsNonRoot", "true",
          "/securityContext/seccompProfile/type", "RuntimeDefault",
          "/automountServiceAccountToken", "false",
          "/terminationGracePeriodSeconds", String.valueOf(GRACE_SECONDS));

  private static final Map<String, String> OF_CONTAINERS =
      Map.of(
          "/securityContext/allowPrivilegeEscalation", "false",
          "/securityContext/readOnlyRootFilesystem", "true",
          "/securityContext/capabilities/drop/0", "ALL");

  private static final Set<String> NOT_FOR_US =
      Set.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace");

  @Override
  public List<Finding> findings(Overlay overlay) {
    List<Finding> findings = new ArrayList<>();
    for (Pods pods : Pods.of(overlay)) {
      OF_PODS.forEach((pointer, value) -> {
        if (!pods.spec().at(pointer).asText().equals(value)) {
          findings.add(
              pods.finding(
                  "/spec" + pointer, "%s has to be %s".formatted(pointer.substring(1), value)));
        }
      });
      NOT_FOR_US.stream()
          .filter(member -> pods.spec().has(member))
          .forEach(member ->
              findings.add(pods.finding("/spec/" + member, member + " is not for these pods")));
      volumes(pods, findings);
      pods.containers().forEach(container -> look(container, findings));
      if (pods.serves() && pods.spec().path("topologySpreadConstraints").isEmpty()) {
        findings.add(
            pods.finding("/spec", "topologySpreadConstraints are missing: spread over zones"));
      }
    }
    namespace(overlay, findings);
    return findings;
  }

  private static void look(Pods.Container container, List<Finding> findings) {
    OF_CONTAINERS.forEach((pointer, value) -> {
      if (!container.body().at(pointer).asText().equals(value)) {
        findings.add(
            container.finding(pointer, "%s has to be %s".formatted(pointer.substring(1), value)));
      }
    });
    JsonNode resources = container.body().path("resources");
    for (String wanted : List.of("/requests/cpu", "/requests/memory", "/limits/memory")) {
      if (resources.at(wanted).isMissingNode()) {
        findings.add(container.finding("/resources", wanted.substring(1) + " is missing"));
      }
    }
    if (!resources.at("/requests/memory").equals(resources.at("/limits/memory"))) {
      findings.add(
          container.finding(
              "/resources/limits/memory",
              "memory has to be requested in full, or the pod is the first to be killed: request %s, limit %s"
                  .formatted(resources.at("/requests/memory"), resources.at("/limits/memory"))));
    }
  }

  private static void volumes(Pods pods, List<Finding> findings) {
    JsonNode volumes = pods.spec().path("volumes");
    for (int i = 0; i < volumes.size(); i++) {
      if (!volumes.get(i).path("emptyDir").has("sizeLimit")) {
        findings.add(
            pods.finding(
                "/spec/volumes/" + i, "only an emptyDir with a sizeLimit is written to here"));
      }
    }
    List<String> names = volumes.findValuesAsText("name");
    for (Pods.Container container : pods.containers()) {
      JsonNode mounts = container.body().path("volumeMounts");
      for (int i = 0; i < mounts.size(); i++) {
        String name = mounts.get(i).path("name").asText();
        if (!names.contains(name)) {
          findings.add(
              container.finding(
                  "/volumeMounts/" + i + "/name",
                  "\"%s\" is no volume; there are %s".formatted(name, String.join(", ", names))));
        }
      }
    }
  }

  private static void namespace(Overlay overlay, List<Finding> findings) {
    String pointer = "/metadata/labels/pod-security.kubernetes.io~1enforce";
    overlay
        .ofKind("Namespace")
        .filter(namespace -> !namespace.at(pointer).asText().equals("restricted"))
        .forEach(namespace ->
            findings.add(namespace.finding(pointer, "pod security has to be restricted")));
  }
}
