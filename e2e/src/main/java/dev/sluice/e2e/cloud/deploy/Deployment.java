package dev.sluice.e2e.cloud.deploy;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/// Steps, one after the other. It may be stopped at any point and begun again: what is done already
/// is looked at and passed over.
final class Deployment {
  private final List<Step> steps;
  private final PrintWriter out;

  Deployment(List<Step> steps, PrintWriter out) {
    this.steps = List.copyOf(steps);
    this.out = out;
  }

  /// Says what would be run, in order, and runs nothing.
  void print() {
    for (int i = 0; i < steps.size(); i++) {
      out.printf("%d/%d %s%n", i + 1, steps.size(), steps.get(i).name());
      steps.get(i).commands().forEach(command -> out.println("    " + command));
    }
    out.flush();
  }

  /// @return whether all is done; where not, it is said why and how to go on
  boolean run() throws InterruptedException {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      out.printf("%d/%d %s%n", i + 1, steps.size(), step.name());
      out.flush();
      try {
        Optional<String> done = step.done();
        if (done.isEmpty()) {
          step.carryOut();
        }
        out.println("    " + done.map(why -> "nothing to do: " + why).orElse("done"));
      } catch (StepFailedException e) {
        out.println("    FAILED: " + e.getMessage());
        out.println("    When that is mended, run the same command again: it goes on from here.");
        return false;
      } finally {
        out.flush();
      }
    }
    return true;
  }
}
