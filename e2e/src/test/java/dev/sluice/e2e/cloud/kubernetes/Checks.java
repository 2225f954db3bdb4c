package dev.sluice.e2e.cloud.kubernetes;

import java.util.ArrayList;
import java.util.List;

/// All checks of an overlay.
final class Checks {
  private static final List<Check> ALL =
      List.of(
          new SchemaCheck(),
          new SelectorCheck(),
          new PortCheck(),
          new ProbeCheck(),
          new SettingsCheck(),
          new SecurityCheck(),
          new NamesCheck(),
          new ScalingCheck(),
          new TriggerCheck(),
          new AdoptionCheck());

  private Checks() {}

  static List<Finding> run(Overlay overlay) {
    List<Finding> findings = new ArrayList<>();
    ALL.forEach(check -> findings.addAll(check.findings(overlay)));
    return findings;
  }
}
