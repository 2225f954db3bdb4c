package dev.sluice.e2e.cloud.deploy;

import java.util.List;
import java.util.Optional;

/// Shows the plan of another step, and leaves it at that.
record PlanStep(TerraformStep terraform) implements Step {
  @Override
  public String name() {
    return "what would change in AWS";
  }

  @Override
  public List<String> commands() {
    return List.of();
  }

  @Override
  public Optional<String> done() throws StepFailedException, InterruptedException {
    return Optional.of(terraform.done().orElse("the plan above is not applied"));
  }

  @Override
  public void carryOut() throws StepFailedException {
    throw new StepFailedException("a plan is only looked at");
  }
}
