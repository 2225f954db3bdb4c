package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernetes.client.custom.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The spec of the autoscaler that KEDA 2.18 makes of a ScaledObject: by `controllers/keda/hpa.go`
/// and the scalers `aws-cloudwatch` and `cpu` of its sources.
final class KedaAutoscaler {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private KedaAutoscaler() {}

  static ObjectNode spec(JsonNode scaledObject) {
    JsonNode spec = scaledObject.path("spec");
    ObjectNode made = JSON.objectNode();
    made.set("scaleTargetRef", spec.path("scaleTargetRef"));
    made.put("minReplicas", Math.max(1, spec.path("minReplicaCount").asInt(1)));
    made.put("maxReplicas", spec.path("maxReplicaCount").asInt(100));
    made.set("metrics", metrics(scaledObject));
    made.set("behavior", spec.at("/advanced/horizontalPodAutoscalerConfig/behavior"));
    return made;
  }

  private static ArrayNode metrics(JsonNode scaledObject) {
    String name = scaledObject.at("/metadata/name").asText();
    JsonNode triggers = scaledObject.at("/spec/triggers");
    List<ObjectNode> metrics = new ArrayList<>();
    for (int i = 0; i < triggers.size(); i++) {
      JsonNode trigger = triggers.get(i);
      metrics.add(
          trigger.path("type").asText().equals("cpu")
              ? resource(trigger)
              : external(name, i, trigger));
    }
    // as KEDA does, so that it never sees a difference in their order
    metrics.sort(Comparator.comparing(metric -> metric.path("type").asText()));
    return JSON.arrayNode().addAll(metrics);
  }

  /// Names have the index of the trigger, which so must not change either.
  private static ObjectNode external(String scaledObject, int index, JsonNode trigger) {
    ObjectNode metric = JSON.objectNode();
    metric.put("name", "s%d-%s".formatted(index, trigger.path("type").asText()));
    metric
        .putObject("selector")
        .putObject("matchLabels")
        .put("scaledobject.keda.sh/name", scaledObject);
    String type = trigger.path("metricType").asText("AverageValue");
    ObjectNode target = JSON.objectNode().put("type", type);
    String value = quantity(trigger.at("/metadata/targetMetricValue").asText());
    target.put(type.equals("Value") ? "value" : "averageValue", value);
    ObjectNode external = JSON.objectNode().put("type", "External");
    external.putObject("external").<ObjectNode>set("metric", metric).set("target", target);
    return external;
  }

  private static ObjectNode resource(JsonNode trigger) {
    ObjectNode resource = JSON.objectNode().put("type", "Resource");
    resource
        .putObject("resource")
        .put("name", trigger.path("type").asText())
        .putObject("target")
        .put("type", trigger.path("metricType").asText())
        .put("averageUtilization", trigger.at("/metadata/value").asInt());
    return resource;
  }

  /// As the API writes it: 30000 is 30k.
  private static String quantity(String value) {
    return new Quantity(new BigDecimal(value), Quantity.Format.DECIMAL_SI).toSuffixedString();
  }
}
