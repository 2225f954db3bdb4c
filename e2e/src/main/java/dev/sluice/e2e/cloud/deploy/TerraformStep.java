package dev.sluice.e2e.cloud.deploy;

import dev.sluice.e2e.cloud.Environment;
import java.util.List;
import java.util.Optional;

/// AWS is as Terraform describes it. A plan is made, looked at by its exit code, and applied as it
/// was made: nothing is done that was not planned.
final class TerraformStep implements Step {
  private static final int NOTHING = 0;
  private static final int CHANGES = 2;

  private final Shell shell;
  private final Environment environment;
  private final TerraformFolder folder;
  private final boolean destroy;

  /// @param destroy whether everything is to go
  TerraformStep(Shell shell, Environment environment, TerraformFolder folder, boolean destroy) {
    this.shell = shell;
    this.environment = environment;
    this.folder = folder;
    this.destroy = destroy;
  }

  @Override
  public String name() {
    return destroy ? "nothing is left in AWS" : "AWS is as terraform/ describes it";
  }

  private List<String> plan() {
    return folder.plan(environment.name(), destroy);
  }

  @Override
  public List<String> commands() {
    return List.of(folder.init(environment.name()), plan(), folder.apply(environment.name()))
        .stream()
        .map(command -> String.join(" ", command))
        .toList();
  }

  @Override
  public Optional<String> done() throws StepFailedException, InterruptedException {
    List<String> init = folder.init(environment.name());
    CommandStep.must(
        shell.follow(init), init, "terraform/README.md says how the bucket of the state is made");
    Shell.Outcome planned = shell.follow(plan());
    return switch (planned.exit()) {
      case NOTHING -> Optional.of("the plan is empty");
      case CHANGES -> Optional.empty();
      default -> {
        CommandStep.must(
            planned, plan(), "terraform/environments/" + environment.name() + " has the variables");
        yield Optional.empty();
      }
    };
  }

  @Override
  public void carryOut() throws StepFailedException, InterruptedException {
    List<String> apply = folder.apply(environment.name());
    CommandStep.must(shell.follow(apply), apply, "what was made stays; the next plan begins there");
  }
}
