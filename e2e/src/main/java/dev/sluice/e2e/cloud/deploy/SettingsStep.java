package dev.sluice.e2e.cloud.deploy;

import dev.sluice.e2e.cloud.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What only people can decide is decided: nothing in the overlay ends in `.example`, the domain
/// that belongs to nobody.
final class SettingsStep implements Step {
  private final Environment environment;

  SettingsStep(Environment environment) {
    this.environment = environment;
  }

  @Override
  public String name() {
    return "hosts and issuer are real ones";
  }

  @Override
  public List<String> commands() {
    return List.of();
  }

  @Override
  public Optional<String> done() {
    return undecided().isEmpty() ? Optional.of("no .example is left") : Optional.empty();
  }

  @Override
  public void carryOut() throws StepFailedException {
    Map.Entry<String, String> first = undecided().orElseThrow();
    throw new StepFailedException(
        "%s is \"%s\"; set a name of yours in %s, or for the issuer `jwt` in terraform/environments/%s"
            .formatted(
                first.getKey(), first.getValue(), environment.overlay(), environment.name()));
  }

  private Optional<Map.Entry<String, String>> undecided() {
    return environment.values().entrySet().stream().filter(SettingsStep::isUndecided).findFirst();
  }

  /// Pods are given no API keys, so callers have to have tokens.
  private static boolean isUndecided(Map.Entry<String, String> entry) {
    return entry.getKey().equals("SLUICE_SECURITY_MODE")
        ? !entry.getValue().equals("jwt")
        : entry.getValue().matches(".*\\.example(/.*)?");
  }
}
