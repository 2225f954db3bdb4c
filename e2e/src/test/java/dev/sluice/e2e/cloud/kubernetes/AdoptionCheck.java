package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Each autoscaler that is written here is the one that KEDA makes of the ScaledObject of its name,
/// which says that it adopts it.
final class AdoptionCheck implements Check {
  private static final String ADOPTS =
      "/metadata/annotations/scaledobject.keda.sh~1transfer-hpa-ownership";
  private static final String NAME = "/spec/advanced/horizontalPodAutoscalerConfig/name";

  @Override
  public List<Finding> findings(Overlay overlay) {
    List<Finding> findings = new ArrayList<>();
    overlay
        .ofKind("ScaledObject")
        .forEach(scaled -> {
          if (!scaled.at(ADOPTS).asText().equals("true")) {
            findings.add(
                scaled.finding(
                    ADOPTS,
                    "KEDA refuses an autoscaler that is there already; \"true\" adopts it"));
          }
          String name = scaled.at(NAME).asText();
          Optional<Overlay.Manifest> autoscaler =
              overlay
                  .ofKind("HorizontalPodAutoscaler")
                  .filter(other -> other.name().equals(name))
                  .findFirst();
          if (autoscaler.isEmpty()) {
            findings.add(
                scaled.finding(NAME, "there is no HorizontalPodAutoscaler \"%s\"".formatted(name)));
          } else {
            compare(
                autoscaler.get(),
                JsonPointer.compile("/spec"),
                KedaAutoscaler.spec(scaled.body()),
                findings);
          }
        });
    overlay
        .ofKind("Deployment")
        .filter(deployment -> deployment.at("/spec").has("replicas"))
        .forEach(deployment ->
            findings.add(
                deployment.finding(
                    "/spec/replicas",
                    "each apply would undo what the autoscaler did; leave it out")));
    return findings;
  }

  private static void compare(
      Overlay.Manifest written, JsonPointer here, JsonNode made, List<Finding> findings) {
    JsonNode found = written.body().at(here);
    if (made.isObject() && found.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      made.fieldNames().forEachRemaining(names::add);
      found.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> compare(written, here.appendProperty(name), made.path(name), findings));
    } else if (made.isArray() && found.isArray()) {
      for (int i = 0; i < Math.max(made.size(), found.size()); i++) {
        compare(written, here.appendIndex(i), made.path(i), findings);
      }
    } else if (!made.equals(found)) {
      findings.add(
          written.finding(
              here, "%s is %s; KEDA makes it %s".formatted(here, shown(found), shown(made))));
    }
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "absent" : value.toString();
  }
}
