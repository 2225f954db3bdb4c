package dev.sluice.consumer.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/// How alerts are kept.
///
/// @param retention how long an alert is there
@ConfigurationProperties("sluice.consumer.alerts")
public record AlertOptions(Duration retention) {
  public AlertOptions {
    if (retention.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException(
          "sluice.consumer.alerts.retention " + retention + " is not at least PT1H");
    }
  }
}
