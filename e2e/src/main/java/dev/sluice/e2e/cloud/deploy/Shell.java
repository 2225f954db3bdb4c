package dev.sluice.e2e.cloud.deploy;

import java.util.List;

/// Runs the tools of others.
interface Shell {
  /// Of a command that has ended.
  ///
  /// @param exit 127 where there is no such command
  /// @param text what it wrote, errors too
  record Outcome(int exit, String text) {
    static final int NOT_FOUND = 127;

    boolean succeeded() {
      return exit == 0;
    }
  }

  /// Without showing anything.
  ///
  /// @param input for its standard input
  Outcome ask(List<String> command, String input) throws InterruptedException;

  default Outcome ask(List<String> command) throws InterruptedException {
    return ask(command, "");
  }

  /// Showing what it writes while it does: for what takes minutes.
  Outcome follow(List<String> command) throws InterruptedException;
}
