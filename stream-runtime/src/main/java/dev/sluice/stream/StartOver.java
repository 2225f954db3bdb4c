package dev.sluice.stream;

/// A processor has lost what it took since its last commit, and cannot go on. The shard is given
/// back; whoever gets it next, maybe the same worker, begins after the last commit.
public final class StartOver extends Exception {
  private static final long serialVersionUID = 1L;

  public StartOver(String message, Throwable cause) {
    super(message, cause);
  }
}
