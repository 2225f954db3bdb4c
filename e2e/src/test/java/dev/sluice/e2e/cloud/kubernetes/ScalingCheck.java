package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Bounds of replicas make sense, and workers are no more than shards.
final class ScalingCheck implements Check {
  private static final Map<String, String> SHARDS =
      Map.of("consumer", "CONSUMER_SHARDS_MAX", "archiver", "ARCHIVER_SHARDS_MAX");

  @Override
  public List<Finding> findings(Overlay overlay) {
    List<Finding> findings = new ArrayList<>();
    overlay
        .ofKind("ScaledObject")
        .forEach(scaled -> {
          int least = scaled.at("/spec/minReplicaCount").asInt();
          int most = scaled.at("/spec/maxReplicaCount").asInt();
          JsonNode fallback = scaled.at("/spec/fallback/replicas");
          if (least > most) {
            findings.add(
                scaled.finding(
                    "/spec/minReplicaCount", "%d is above the most, %d".formatted(least, most)));
          }
          if (fallback.asInt() < least || fallback.asInt() > most) {
            findings.add(
                scaled.finding(
                    "/spec/fallback/replicas",
                    "%s is not in %d..%d".formatted(fallback, least, most)));
          }
        });
    SHARDS.forEach((service, key) ->
        overlay
            .ofKind("HorizontalPodAutoscaler")
            .filter(autoscaler -> autoscaler.name().equals(service))
            .forEach(autoscaler -> shards(overlay, autoscaler, key, findings)));
    return findings;
  }

  private static void shards(
      Overlay overlay, Overlay.Manifest autoscaler, String key, List<Finding> findings) {
    try {
      String shards = overlay.release(key);
      if (!shards.matches("[1-9]\\d*")) {
        findings.add(
            overlay.atSetting(
                key,
                "%s is \"%s\"; it takes the most shards of the stream".formatted(key, shards)));
      } else if (autoscaler.at("/spec/maxReplicas").asInt() > Integer.parseInt(shards)) {
        findings.add(
            autoscaler.finding(
                "/spec/maxReplicas",
                "%s replicas, but the stream has at most %s shards: more find none"
                    .formatted(autoscaler.at("/spec/maxReplicas"), shards)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
