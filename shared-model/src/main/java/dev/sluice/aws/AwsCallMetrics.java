package dev.sluice.aws;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/// Publishes what the SDK measures of each call: `sluice.aws.calls` (a timer by service, operation
/// and result) and `sluice.aws.connections` (by service and state `open`, `used`, `pending`).
public final class AwsCallMetrics implements MetricPublisher {
  private record Connections(String service, String state) {}

  private final MeterRegistry registry;
  private final Map<Connections, AtomicInteger> connections = new ConcurrentHashMap<>();

  public AwsCallMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void publish(MetricCollection call) {
    String service = text(call, CoreMetric.SERVICE_ID);
    String operation = text(call, CoreMetric.OPERATION_NAME);
    boolean ok = call.metricValues(CoreMetric.API_CALL_SUCCESSFUL).contains(true);
    for (Duration duration : call.metricValues(CoreMetric.API_CALL_DURATION)) {
      Timer.builder("sluice.aws.calls")
          .tags("service", service, "operation", operation, "result", ok ? "ok" : "error")
          .register(registry)
          .record(duration);
    }
    call.childrenWithName("ApiCallAttempt")
        .flatMap(attempt -> attempt.childrenWithName("HttpClient"))
        .forEach(client -> publishConnections(service, client));
  }

  private void publishConnections(String service, MetricCollection client) {
    int used = last(client, HttpMetric.LEASED_CONCURRENCY);
    set(service, "used", used);
    set(service, "open", used + last(client, HttpMetric.AVAILABLE_CONCURRENCY));
    set(service, "pending", last(client, HttpMetric.PENDING_CONCURRENCY_ACQUIRES));
  }

  private void set(String service, String state, int value) {
    connections
        .computeIfAbsent(
            new Connections(service, state),
            key ->
                registry.gauge(
                    "sluice.aws.connections",
                    Tags.of("service", service, "state", state),
                    new AtomicInteger()))
        .set(value);
  }

  private static int last(MetricCollection metrics, SdkMetric<Integer> metric) {
    return metrics.metricValues(metric).stream().reduce(0, (before, value) -> value);
  }

  private static String text(MetricCollection metrics, SdkMetric<String> metric) {
    return metrics.metricValues(metric).stream().findFirst().orElse("unknown");
  }

  @Override
  public void close() {}
}
