package dev.sluice.query.read;

import dev.sluice.quality.QualityCounts;
import java.time.Instant;
import java.util.SortedMap;

/// What was counted of the quality of events, over all shards. A minute past its expiry is never
/// answered, deleted or not.
public interface QualityRepository {
  /// Types that are answered apart; those that come later are counted as `(other)`.
  int MAX_TYPES = 1_000;

  /// @param from inclusive, by the minute in which the stream took the events
  /// @param to exclusive
  /// @return by event type; none without events
  /// @throws StoreUnavailableException when the store cannot be asked now
  SortedMap<String, QualityCounts> findByReceivedMinuteBetween(Instant from, Instant to);
}
