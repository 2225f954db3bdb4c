package dev.sluice.e2e.cloud.kubernetes;

import java.util.List;

/// One way to look at a rendered overlay.
@FunctionalInterface
interface Check {
  /// @return nothing where all is well
  List<Finding> findings(Overlay overlay);
}
