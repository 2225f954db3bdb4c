package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.Letter;
import dev.sluice.simulator.Acknowledgement;
import java.time.LocalDate;
import java.util.Map;

/// What keeps a letter from being sent twice by accident: before it is sent, its attempt is begun,
/// and of all who try to begin one attempt exactly one succeeds, wherever they run. Any thread may
/// ask.
public interface ReplayMarks {

  /// The last attempt of each letter that arrived on a UTC day, by the letter's id.
  Map<String, Mark> ofDay(LocalDate day);

  /// Begins an attempt.
  ///
  /// @return whether this call did; false if it was begun before, by whomever
  boolean begin(Letter letter, int attempt);

  /// Notes that Kinesis took the letter.
  void sent(Letter letter, int attempt, Acknowledgement at);
}
