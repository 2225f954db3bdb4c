package dev.sluice.query.read;

import dev.sluice.model.Event;
import org.jspecify.annotations.Nullable;

/// The events of one date across devices that are stored and have not expired.
public interface DayRepository {

  /// Device by device, in an order of devices that stays the same, and of each device by event
  /// time, then id. A slice may hold fewer than `limit`, even none, and still name a next place:
  /// the work of one call is bounded. Paging repeats nothing, and skips nothing that was there when
  /// it began.
  ///
  /// @param after where the slice before ended, as it said; null for the first
  /// @throws StoreUnavailableException when the store cannot be asked now
  Slice<Event> findByEventDate(EventDay day, int limit, @Nullable String after);
}
