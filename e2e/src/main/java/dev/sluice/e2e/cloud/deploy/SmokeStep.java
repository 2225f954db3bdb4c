package dev.sluice.e2e.cloud.deploy;

import java.util.List;
import java.util.Optional;

/// What was deployed does what it is for. It is tried each time.
final class SmokeStep implements Step {
  private final String environment;
  private final Trial trial;

  /// A smoke test that says itself what it sees.
  @FunctionalInterface
  interface Trial {
    boolean passes() throws InterruptedException;
  }

  SmokeStep(String environment, Trial trial) {
    this.environment = environment;
    this.trial = trial;
  }

  @Override
  public String name() {
    return "events go all the way";
  }

  @Override
  public List<String> commands() {
    return List.of("./sluice smoke --env " + environment);
  }

  @Override
  public Optional<String> done() {
    return Optional.empty();
  }

  @Override
  public void carryOut() throws StepFailedException, InterruptedException {
    if (!trial.passes()) {
      throw new StepFailedException(
          "see above. The release before is in k8s/overlays/%s/release.env.before: `./sluice deploy --env %s --release` with its VERSION goes back"
              .formatted(environment, environment));
    }
  }
}
