package dev.sluice.e2e.deadletters;

import java.time.Instant;

/// How far the replay of a letter is.
///
/// @param attempt counts from 1; only who asks for it makes a second one
/// @param since when the attempt came to this
public record Mark(int attempt, State state, Instant since) {

  /// The states of an attempt.
  public enum State {
    /// Somebody is about to send it, or died on the way: it may lie on the stream.
    BEGUN,
    /// Kinesis has taken it.
    SENT
  }
}
