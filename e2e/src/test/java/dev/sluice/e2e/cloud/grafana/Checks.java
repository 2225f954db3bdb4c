package dev.sluice.e2e.cloud.grafana;

import dev.sluice.e2e.cloud.metrics.PublishedMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// All of them.
final class Checks {
  static final Path ROOT = Path.of("..");

  private final List<Check> all;

  Checks() throws IOException {
    all =
        List.of(
            new LayoutCheck(),
            new VariableCheck(),
            new PanelCheck(Manual.sections(ROOT.resolve("docs/operations.md"))),
            new QueryCheck(PublishedMetrics.read(ROOT)));
  }

  List<Finding> findings(Dashboard dashboard) {
    return all.stream().flatMap(check -> check.findings(dashboard).stream()).toList();
  }
}
