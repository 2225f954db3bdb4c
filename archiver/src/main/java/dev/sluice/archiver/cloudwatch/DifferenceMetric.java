package dev.sluice.archiver.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/// The metric `sluice.archive.difference` in the namespace `Sluice`: how many events a
/// reconciliation could not account for, erased ones that were found included.
public final class DifferenceMetric {
  public static final String NAMESPACE = "Sluice";
  public static final String NAME = "sluice.archive.difference";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private DifferenceMetric() {}

  /// By the AWS SDK's own settings.
  ///
  /// @return why it could not be published; empty if it was
  public static Optional<String> publish(long difference, Instant at) {
    try (CloudWatchClient cloudWatch =
        CloudWatchClient.builder()
            .httpClientBuilder(Apache5HttpClient.builder())
            .overrideConfiguration(settings -> settings.apiCallTimeout(PATIENCE))
            .build()) {
      cloudWatch.putMetricData(put ->
          put.namespace(NAMESPACE)
              .metricData(datum ->
                  datum
                      .metricName(NAME)
                      .timestamp(at)
                      .unit(StandardUnit.COUNT)
                      .value((double) difference)));
      return Optional.empty();
    } catch (SdkException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
