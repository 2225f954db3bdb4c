package dev.sluice.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.TestClients;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.Gauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

class LocalCloudWatchTest {
  /// One moment for all data, so that they share a period.
  private static final Instant STARTED = Instant.now();

  private final Faults faults = new Faults();
  private final OperationLog operations = new OperationLog();
  private LocalCloudWatch server;
  private CloudWatchClient client;

  @BeforeEach
  void start() {
    server = LocalCloudWatch.start(0, Clock.systemUTC(), faults, operations);
    client = TestClients.client(CloudWatchClient.builder(), server.endpoint());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void whatMicrometerPublishesCanBeReadBack() {
    try (var asynchronous =
        TestClients.client(CloudWatchAsyncClient.builder(), server.endpoint())) {
      var registry =
          new CloudWatchMeterRegistry(
              new Config(), io.micrometer.core.instrument.Clock.SYSTEM, asynchronous);
      Gauge.builder("sluice.shard.lag", () -> 1234).tag("shard", "0").register(registry);
      IntStream.range(0, 1_200)
          .forEach(i -> Gauge.builder("many", () -> i).tag("i", "" + i).register(registry));
      registry.close();
    }

    assertThat(values("sluice.shard.lag.value", "Maximum", dimension("shard", "0")))
        .containsExactly(1234.0);
    assertThat(client.listMetrics(r -> r.namespace("Sluice").metricName("many.value")).metrics())
        .hasSize(1_200);
    assertThat(operations.count(Service.CLOUDWATCH, "PutMetricData")).isGreaterThan(1);
  }

  @Test
  void statisticsAreTakenOverAPeriod() {
    put(datum("latency", 1));
    put(datum("latency", 3));
    put(
        MetricDatum.builder()
            .metricName("latency")
            .values(5.0, 7.0)
            .counts(1.0, 3.0)
            .timestamp(STARTED)
            .build());

    assertThat(values("latency", "Sum")).containsExactly(30.0);
    assertThat(values("latency", "SampleCount")).containsExactly(6.0);
    assertThat(values("latency", "Average")).containsExactly(5.0);
    assertThat(values("latency", "Minimum")).containsExactly(1.0);
    assertThat(values("latency", "Maximum")).containsExactly(7.0);
  }

  @Test
  void aMetricIsOnlyFoundWithAllItsDimensions() {
    put(datum("lag", 1).toBuilder().dimensions(dimension("shard", "0")).build());

    assertThat(values("lag", "Sum")).isEmpty();
    assertThat(values("lag", "Sum", dimension("shard", "0"))).containsExactly(1.0);
  }

  @Test
  void whatCloudWatchRefusesIsRefused() {
    assertThatThrownBy(
            () -> client.putMetricData(r -> r.namespace("AWS/Kinesis").metricData(datum("x", 1))))
        .isInstanceOf(CloudWatchException.class)
        .hasMessageContaining("AWS/Kinesis");
    assertThatThrownBy(() -> put(datum("x", Double.NaN)))
        .isInstanceOf(CloudWatchException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(
            () -> put(datum("x", 1).toBuilder().dimensions(dimension("shard", "")).build()))
        .isInstanceOf(CloudWatchException.class)
        .hasMessageContaining("shard");
    assertThatThrownBy(() ->
            put(IntStream.range(0, 1_001).mapToObj(i -> datum("x", i)).toArray(MetricDatum[]::new)))
        .isInstanceOf(CloudWatchException.class)
        .hasMessageContaining("1001");
    assertThat(client.listMetrics().metrics()).isEmpty();
  }

  @Test
  void refusalsAreNamedAsCloudWatchNamesThem() {
    refused(new Fault.Throttled(), "ThrottlingException", 400);
    refused(new Fault.ServerError(500), "InternalServiceFault", 500);
    refused(new Fault.CredentialsExpired(), "ExpiredTokenException", 403);
    refused(new Fault.AccessDenied(), "AccessDeniedException", 403);
  }

  private void refused(Fault fault, String code, int status) {
    faults.arm(Service.CLOUDWATCH, "PutMetricData", fault, 1);
    assertThatThrownBy(() -> put(datum("x", 1)))
        .isInstanceOfSatisfying(
            CloudWatchException.class,
            refusal -> {
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(refusal.statusCode()).isEqualTo(status);
            });
  }

  private void put(MetricDatum... data) {
    client.putMetricData(r -> r.namespace("Sluice").metricData(data));
  }

  private static MetricDatum datum(String name, double value) {
    return MetricDatum.builder().metricName(name).value(value).timestamp(STARTED).build();
  }

  private static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }

  private List<Double> values(String name, String statistic, Dimension... dimensions) {
    Metric metric =
        Metric.builder().namespace("Sluice").metricName(name).dimensions(dimensions).build();
    return client
        .getMetricData(r ->
            r.startTime(Instant.now().minus(Duration.ofHours(1)))
                .endTime(Instant.now().plus(Duration.ofMinutes(1)))
                .metricDataQueries(
                    q -> q.id("q").metricStat(s -> s.metric(metric).period(60).stat(statistic))))
        .metricDataResults()
        .getFirst()
        .values();
  }

  private static final class Config implements CloudWatchConfig {
    @Override
    public @Nullable String get(String key) {
      return null;
    }

    @Override
    public String namespace() {
      return "Sluice";
    }

    @Override
    public Duration step() {
      return Duration.ofMinutes(1);
    }
  }
}
