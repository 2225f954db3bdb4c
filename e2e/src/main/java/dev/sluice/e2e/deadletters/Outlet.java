package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.Letter;

/// Where a replay's letters go: to the stream, or on the screen only.
interface Outlet {

  /// A letter on its way.
  ///
  /// @param number of the attempt
  record Attempt(Letter letter, int number, Preparation.Prepared.Ready ready) {}

  /// May gather some before they go.
  void take(Attempt attempt) throws InterruptedException;

  /// Lets go what was gathered.
  void flush() throws InterruptedException;
}
