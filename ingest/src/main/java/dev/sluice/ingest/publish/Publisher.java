package dev.sluice.ingest.publish;

import java.time.Duration;
import java.util.List;

/// Puts entries onto the stream. Never blocks and never drops silently: whoever offers entries is
/// told at once whether they are taken, and later whether the stream acknowledged them. Entries of
/// one partition key are put in the order in which they were offered. Safe for many threads.
public interface Publisher {

  /// Offers all of the entries or none.
  ///
  /// @param patience how long the caller waits for the acknowledgement; what is not on its way to
  ///   the stream by then is dropped and its future fails
  Offer offer(List<StreamEntry> entries, Duration patience);

  /// Whether the stream answers, for transports that choose when to ask for more.
  State state();

  /// How the stream does.
  enum State {
    OPEN,
    /// No put was answered for a while, or the stream refuses them all.
    AWAY
  }
}
