package dev.sluice.query.read;

import dev.sluice.model.Event;
import org.jspecify.annotations.Nullable;

/// The events that have expired and were archived. What expired a while ago only, some minutes or
/// what the archiver is behind, is not there yet.
///
/// Places are those of [EventRepository].
public interface ArchiveRepository {

  /// Events of a device by event time, then id, each once. A slice may hold fewer than `limit`,
  /// even none, and still name a next place: the work of one call is bounded.
  ///
  /// @param after where the slice before ended, as it said; null for the first
  /// @throws ArchiveUnavailableException when the archive cannot be asked now
  /// @throws TooScatteredException when too many files would have to be looked at
  Slice<Event> findByDeviceIdAndEventTimeBetween(
      EventRange range, int limit, @Nullable String after);
}
