package dev.sluice.e2e.deadletters;

import java.io.PrintWriter;

/// Where a command talks to people.
///
/// @param quiet no progress
record Screen(PrintWriter out, PrintWriter err, boolean quiet) {
  boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }
}
