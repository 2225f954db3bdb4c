package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Metric;

/// What operators see in CloudWatch, under the names that dashboards and alarms use.
class CloudWatchIT {
  private static final String ENABLED = "micronaut.metrics.export.cloudwatch.enabled";
  private static final String STEP = "micronaut.metrics.export.cloudwatch.step";

  @Test
  void theConsumerPublishesItsMetrics() {
    WorldOptions options =
        WorldOptions.ephemeral().withConsumer(ENABLED, true).withConsumer(STEP, "PT1S");
    try (World world = World.start(options);
        CloudWatchClient cloudWatch = CloudWatchClient.create()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(published(cloudWatch))
                  .contains(
                      "sluice.events.count",
                      "sluice.events.in.flight.value",
                      "sluice.lag.value",
                      "sluice.shard.lag.value"));
      assertThat(world.stack()).isPresent();
    }
  }

  private static Set<String> published(CloudWatchClient cloudWatch) {
    return cloudWatch
        .listMetricsPaginator(request -> request.namespace("Sluice"))
        .metrics()
        .stream()
        .map(Metric::metricName)
        .collect(Collectors.toSet());
  }
}
