package dev.sluice.simulator;

import java.time.Instant;
import java.util.OptionalLong;

/// Sends in the order in which they are due. Not thread-safe.
public interface Timeline {

  /// When the next send is due, in nanoseconds after the start; empty at the end.
  OptionalLong nextOffsetNanos();

  /// Takes the next send.
  ///
  /// @param due the instant of its offset
  SentEvent take(Instant due);
}
