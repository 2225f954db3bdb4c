package dev.sluice.e2e.cloud.metrics;

import java.util.Set;

/// A metric as CloudWatch knows it.
///
/// @param name with the suffix that Micrometer adds
/// @param dimensions all that a value has; values with others are other series
public record Metric(String name, Set<String> dimensions) {
  public Metric {
    dimensions = Set.copyOf(dimensions);
  }
}
