package dev.sluice.ingest.queue;

import java.time.Duration;
import java.util.List;

/// Where submissions wait. Hands each out at least once, in no order; what is handed out is hidden
/// from others for a while and comes back unless it is deleted. Safe for many threads.
///
/// Every operation ends within a bound and throws [QueueAwayException] where the queue did not do
/// it, or nobody knows.
public interface SubmissionQueue {
  /// The most that one call takes or concerns.
  int BATCH = 10;

  /// @param most 1 to [#BATCH]
  /// @param wait how long to wait for the first
  /// @param hidden for how long nobody else is handed them
  List<Delivery> receive(int most, Duration wait, Duration hidden);

  /// Takes messages from the queue for good; those that are gone already count as deleted.
  ///
  /// @param some at most [#BATCH]
  /// @return those that are perhaps still there
  List<Delivery> delete(List<Delivery> some);

  /// Hides messages for that long from now on; zero gives them back at once. One that is gone or
  /// was handed to another meanwhile is passed over.
  ///
  /// @param some at most [#BATCH]
  void hide(List<Delivery> some, Duration howLong);

  /// How many there are, about.
  Depth depth();

  /// Counts that the queue gives by rule of thumb.
  ///
  /// @param waiting for somebody to take them
  /// @param hidden handed out and not deleted yet
  record Depth(long waiting, long hidden) {}
}
