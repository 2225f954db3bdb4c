package dev.sluice.query.archive;

import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.Event;
import dev.sluice.query.read.ArchiveRepository;
import dev.sluice.query.read.EventRange;
import dev.sluice.query.read.Places;
import dev.sluice.query.read.Slice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Leaves the archive alone where it can have nothing yet: an event expires the retention after it
/// was received, and a device's clock is fast by so much at most.
public final class OldEnough implements ArchiveRepository {
  private final ArchiveRepository archive;
  private final Duration minAge;
  private final Clock clock;

  public OldEnough(ArchiveRepository archive, Duration minAge, Clock clock) {
    this.archive = archive;
    this.minAge = minAge;
    this.clock = clock;
  }

  @Override
  public Slice<Event> findByDeviceIdAndEventTimeBetween(
      EventRange range, int limit, @Nullable String after) {
    Instant youngest = clock.instant().minus(minAge).plus(AcceptanceWindow.DEFAULT.future());
    EventRange old = Places.rest(Places.within(range, range.from(), youngest), after);
    return old.from().isBefore(old.to())
        ? archive.findByDeviceIdAndEventTimeBetween(old, limit, after)
        : new Slice<>(List.of(), null);
  }
}
