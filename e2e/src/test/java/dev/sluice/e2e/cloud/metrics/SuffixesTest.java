package dev.sluice.e2e.cloud.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/// What is read of a source is what Micrometer sends when that source runs.
class SuffixesTest {
  private static final String SOURCE =
      """
      Counter.builder("c").tag("k", "v").register(registry)
      FunctionCounter.builder("f", this, it -> 1).register(registry)
      Gauge.builder("g", () -> 1).register(registry)
      TimeGauge.builder("a", () -> 1, TimeUnit.SECONDS).register(registry)
      Timer.builder("t").tags("k", "v", "l", "w").register(registry)
      DistributionSummary.builder("s").register(registry)
      """;

  @Test
  void metricsAreNamedAsMicrometerNamesThem() {
    Sent sent = new Sent();
    CloudWatchMeterRegistry registry =
        new CloudWatchMeterRegistry(new Settings(), Clock.SYSTEM, sent);
    run(registry);
    registry.close();
    assertThat(sent.metrics).isEqualTo(MeterSource.metrics(SOURCE));
  }

  /// The same as [#SOURCE].
  private void run(MeterRegistry registry) {
    Counter.builder("c").tag("k", "v").register(registry).increment();
    FunctionCounter.builder("f", this, it -> 1).register(registry);
    Gauge.builder("g", () -> 1).register(registry);
    TimeGauge.builder("a", () -> 1, TimeUnit.SECONDS).register(registry);
    Timer.builder("t").tags("k", "v", "l", "w").register(registry).record(Duration.ofSeconds(1));
    DistributionSummary.builder("s").register(registry).record(1);
  }

  private record Settings() implements CloudWatchConfig {
    @Override
    public @Nullable String get(String key) {
      return null;
    }

    @Override
    public String namespace() {
      return "Sluice";
    }
  }

  /// Takes what it is sent, at once.
  private static final class Sent implements CloudWatchAsyncClient {
    private final Set<Metric> metrics = ConcurrentHashMap.newKeySet();

    @Override
    public CompletableFuture<PutMetricDataResponse> putMetricData(PutMetricDataRequest request) {
      request
          .metricData()
          .forEach(datum ->
              metrics.add(
                  new Metric(
                      datum.metricName(),
                      datum.dimensions().stream()
                          .map(Dimension::name)
                          .collect(Collectors.toSet()))));
      return CompletableFuture.completedFuture(PutMetricDataResponse.builder().build());
    }

    @Override
    public String serviceName() {
      return "cloudwatch";
    }

    @Override
    public void close() {}
  }
}
