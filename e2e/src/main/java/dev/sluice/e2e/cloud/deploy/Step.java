package dev.sluice.e2e.cloud.deploy;

import java.util.List;
import java.util.Optional;

/// One thing that has to be so before the next.
interface Step {
  /// What is so afterwards.
  String name();

  /// The commands that change something, for those who want to know before.
  List<String> commands();

  /// Looks, and changes nothing.
  ///
  /// @return why there is nothing to do; empty if there is something
  Optional<String> done() throws StepFailedException, InterruptedException;

  /// @throws StepFailedException if it could not be done; to begin again with this step does no
  ///   harm
  void carryOut() throws StepFailedException, InterruptedException;
}
