package dev.sluice.consumer.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/// How the quality of events is counted.
///
/// @param retention how long the counters of a minute are kept
/// @param metricTypes how many event types get metrics of their own, per process; the rest share
///   `(other)`. The kept counters have their own bound
@ConfigurationProperties("sluice.consumer.quality")
public record QualityOptions(Duration retention, int metricTypes) {
  private static final int MOST_TYPES = 1_000;

  public QualityOptions {
    if (retention.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException(
          "sluice.consumer.quality.retention " + retention + " is not at least PT1H");
    }
    if (metricTypes < 0 || metricTypes > MOST_TYPES) {
      throw new IllegalArgumentException(
          "sluice.consumer.quality.metric-types " + metricTypes + " is not in 0.." + MOST_TYPES);
    }
  }
}
