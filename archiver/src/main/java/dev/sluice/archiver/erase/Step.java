package dev.sluice.archiver.erase;

import dev.sluice.dynamodb.Erasure;
import java.io.IOException;
import java.util.List;

/// One place that events of a device are removed from. Done again, it removes what is left.
public interface Step {
  /// What the step looks through, for the screen.
  String name();

  /// @return what could not be judged or removed, in words; empty when all is gone
  List<String> run(Work work) throws IOException, InterruptedException;

  /// What a step has to know.
  ///
  /// @param dryRun whether to count only
  record Work(
      Erasure erasure, Reach reach, boolean dryRun, Removed removed, ErasureProgress progress) {}
}
