package dev.sluice.e2e.cloud.grafana;

import java.util.List;

/// One way to look at a dashboard.
@FunctionalInterface
interface Check {
  /// @return nothing where all is well
  List<Finding> findings(Dashboard dashboard);
}
