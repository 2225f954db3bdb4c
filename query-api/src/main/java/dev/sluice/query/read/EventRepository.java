package dev.sluice.query.read;

import dev.sluice.model.Event;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The events that are stored and have not expired. An event past its expiry is never answered,
/// deleted or not.
///
/// A slice's next place is the key of an event or the bare text of a time, as [Places] has them.
///
/// Every method throws [StoreUnavailableException] when the store cannot be asked now.
public interface EventRepository {

  /// A write that was acknowledged before the call is seen.
  Optional<Event> findById(UUID eventId);

  /// Events of a device by event time, then id. A slice may hold fewer than `limit`, even none, and
  /// still name a next place: the work of one call is bounded.
  ///
  /// @param after where the slice before ended, as it said; null for the first
  Slice<Event> findByDeviceIdAndEventTimeBetween(
      EventRange range, int limit, @Nullable String after);
}
