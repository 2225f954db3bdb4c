package dev.sluice.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricCollector;

class AwsCallMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void callsAreTimedByOperationAndResultAndTheLastAttemptSetsConnections() {
    try (AwsCallMetrics metrics = new AwsCallMetrics(registry)) {
      metrics.publish(call("PutItem", true, 3));
      metrics.publish(call("PutItem", true, 5));
      metrics.publish(call("PutItem", false, 7));
      metrics.publish(MetricCollector.create("ApiCall").collect());
    }

    assertThat(calls("ok")).isEqualTo(2);
    assertThat(calls("error")).isEqualTo(1);
    assertThat(
            registry
                .get("sluice.aws.calls")
                .tag("result", "ok")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(40);
    assertThat(connections("used")).isEqualTo(7);
    assertThat(connections("open")).isEqualTo(10);
    assertThat(connections("pending")).isEqualTo(2);
  }

  private long calls(String result) {
    return registry
        .get("sluice.aws.calls")
        .tags("service", "DynamoDB", "operation", "PutItem", "result", result)
        .timer()
        .count();
  }

  private double connections(String state) {
    return registry
        .get("sluice.aws.connections")
        .tags("service", "DynamoDB", "state", state)
        .gauge()
        .value();
  }

  private static MetricCollection call(String operation, boolean ok, int used) {
    MetricCollector call = MetricCollector.create("ApiCall");
    call.reportMetric(CoreMetric.SERVICE_ID, "DynamoDB");
    call.reportMetric(CoreMetric.OPERATION_NAME, operation);
    call.reportMetric(CoreMetric.API_CALL_SUCCESSFUL, ok);
    call.reportMetric(CoreMetric.API_CALL_DURATION, Duration.ofMillis(20));
    for (int leased : new int[] {used + 90, used}) {
      MetricCollector client = call.createChild("ApiCallAttempt").createChild("HttpClient");
      client.reportMetric(HttpMetric.LEASED_CONCURRENCY, leased);
      client.reportMetric(HttpMetric.AVAILABLE_CONCURRENCY, 3);
      client.reportMetric(HttpMetric.PENDING_CONCURRENCY_ACQUIRES, 2);
    }
    return call.collect();
  }
}
