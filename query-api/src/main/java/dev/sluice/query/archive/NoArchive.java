package dev.sluice.query.archive;

import dev.sluice.model.Event;
import dev.sluice.query.read.ArchiveRepository;
import dev.sluice.query.read.EventRange;
import dev.sluice.query.read.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where nothing is archived: history ends with the retention.
public final class NoArchive implements ArchiveRepository {
  @Override
  public Slice<Event> findByDeviceIdAndEventTimeBetween(
      EventRange range, int limit, @Nullable String after) {
    return new Slice<>(List.of(), null);
  }
}
