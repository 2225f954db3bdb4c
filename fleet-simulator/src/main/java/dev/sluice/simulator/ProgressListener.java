package dev.sluice.simulator;

/// Hears how a run goes, on a thread of the run.
@FunctionalInterface
public interface ProgressListener {
  void progressed(Progress progress);

  static ProgressListener silent() {
    return progress -> {};
  }
}
