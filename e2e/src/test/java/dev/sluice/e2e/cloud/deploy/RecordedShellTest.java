package dev.sluice.e2e.cloud.deploy;

class RecordedShellTest extends ShellContract {
  @Override
  Shell shell() {
    return new RecordedShell()
        .answering(String.join(" ", FAILS), 3, "out\nerr\n")
        .answering(COPIES.getFirst(), 0, "a\nb\n")
        .answering(MISSING.getFirst(), Shell.Outcome.NOT_FOUND, MISSING.getFirst() + ": not found");
  }
}
