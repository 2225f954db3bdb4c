package dev.sluice.e2e.cloud.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A step that is commands: one that says by its exit code whether the others are needed.
///
/// @param check exits with 0 where there is nothing to do; none to do it each time
/// @param hint what to look at when it fails
record CommandStep(
    Shell shell, String name, List<String> check, List<List<String>> actions, String hint)
    implements Step {
  private static final int SHOWN = 4_000;

  @Override
  public List<String> commands() {
    return actions.stream().map(action -> String.join(" ", action)).toList();
  }

  @Override
  public Optional<String> done() throws InterruptedException {
    return !check.isEmpty() && shell.ask(check).succeeded()
        ? Optional.of(String.join(" ", check))
        : Optional.empty();
  }

  @Override
  public void carryOut() throws StepFailedException, InterruptedException {
    for (List<String> action : actions) {
      must(shell.follow(action), action, hint);
    }
  }

  /// @throws StepFailedException with the end of what the command said, and the hint
  static Shell.Outcome must(Shell.Outcome outcome, List<String> command, String hint)
      throws StepFailedException {
    if (outcome.succeeded()) {
      return outcome;
    }
    String text = outcome.text().strip();
    String end = text.length() > SHOWN ? "…" + text.substring(text.length() - SHOWN) : text;
    List<String> told = new ArrayList<>();
    told.add("`%s` exited with %d".formatted(String.join(" ", command), outcome.exit()));
    if (!end.isBlank()) {
      told.add(end);
    }
    told.add(hint);
    throw new StepFailedException(String.join("\n    ", told));
  }
}
