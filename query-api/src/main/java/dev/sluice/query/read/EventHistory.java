package dev.sluice.query.read;

import dev.sluice.model.Event;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A device's events wherever they are kept, in one order. While somebody pages, events move from
/// the table to the archive; a place in the order means the same in both, so none comes twice.
@Singleton
public final class EventHistory {
  private final EventRepository hot;
  private final ArchiveRepository archive;

  public EventHistory(EventRepository hot, ArchiveRepository archive) {
    this.hot = hot;
    this.archive = archive;
  }

  /// A slice may hold fewer than `limit`, even none, and still name a next place: the work of one
  /// call is bounded.
  ///
  /// @param after where the slice before ended, as it said; null for the first
  /// @throws StoreUnavailableException when the table is needed and cannot be asked now
  /// @throws ArchiveUnavailableException when the archive is needed and cannot be asked now
  public Slice<KeptEvent> find(
      EventRange range, Include include, int limit, @Nullable String after) {
    return switch (include) {
      case HOT ->
          MergedSlice.of(
              range.order(),
              limit,
              hot.findByDeviceIdAndEventTimeBetween(range, limit, after),
              new Slice<>(List.of(), null));
      case ARCHIVE ->
          MergedSlice.of(
              range.order(),
              limit,
              new Slice<>(List.of(), null),
              archive.findByDeviceIdAndEventTimeBetween(range, limit, after));
      case ALL -> all(range, limit, after);
    };
  }

  /// The table is asked first: an event that expires in between was seen there. What lies behind
  /// the table's part is not looked for in the archive.
  private Slice<KeptEvent> all(EventRange range, int limit, @Nullable String after) {
    Slice<Event> fresh = hot.findByDeviceIdAndEventTimeBetween(range, limit, after);
    Slice<Event> old =
        archive.findByDeviceIdAndEventTimeBetween(Places.upTo(range, fresh.next()), limit, after);
    return MergedSlice.of(range.order(), limit, fresh, old);
  }
}
