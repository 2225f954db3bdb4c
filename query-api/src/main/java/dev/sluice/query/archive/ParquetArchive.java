package dev.sluice.query.archive;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.FileParts;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.catalog.MissingFileException;
import dev.sluice.archive.row.Partition;
import dev.sluice.model.Event;
import dev.sluice.model.Timestamps;
import dev.sluice.query.read.ArchiveRepository;
import dev.sluice.query.read.ArchiveUnavailableException;
import dev.sluice.query.read.EventRange;
import dev.sluice.query.read.Order;
import dev.sluice.query.read.Places;
import dev.sluice.query.read.Slice;
import dev.sluice.query.read.TooScatteredException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The archive as its manifests list it, asked day by day. Safe for use by many threads.
public final class ParquetArchive implements ArchiveRepository {
  private final FileParts parts;
  private final ArchiveLimits limits;
  private final Catalog catalog;
  private final Outlines outlines;

  public ParquetArchive(ArchiveBucket bucket, FileParts parts) {
    this(bucket, parts, ArchiveLimits.DEFAULT, Ticker.systemTicker());
  }

  ParquetArchive(ArchiveBucket bucket, FileParts parts, ArchiveLimits limits, Ticker ticker) {
    this.parts = parts;
    this.limits = limits;
    this.catalog = new Catalog(new Manifests(bucket), limits, ticker);
    this.outlines = new Outlines(parts, limits.parallel());
  }

  @Override
  public Slice<Event> findByDeviceIdAndEventTimeBetween(
      EventRange whole, int limit, @Nullable String after) {
    EventRange range = Places.rest(whole, after);
    Work work = new Work(limits);
    List<Event> found = new ArrayList<>();
    boolean ascending = range.order() == Order.ASC;
    EventRange part = day(range, firstDay(range));
    while (part.from().isBefore(part.to())) {
      if (work.isSpent()) {
        return new Slice<>(found, Places.start(part));
      }
      Slice<Event> slice = read(part, limit - found.size(), after, work);
      found.addAll(slice.items());
      part = day(range, Timestamps.day(part.from()).plusDays(ascending ? 1 : -1));
      if (slice.next() != null || found.size() == limit) {
        return new Slice<>(found, slice.next() == null ? placeBefore(part) : slice.next());
      }
    }
    return new Slice<>(found, null);
  }

  /// Null behind the last day.
  private static @Nullable String placeBefore(EventRange part) {
    return part.from().isBefore(part.to()) ? Places.start(part) : null;
  }

  private static LocalDate firstDay(EventRange range) {
    return Timestamps.day(range.order() == Order.ASC ? range.from() : range.to().minusMillis(1));
  }

  private static EventRange day(EventRange range, LocalDate day) {
    Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return start.isBefore(range.to()) && end.isAfter(range.from())
        ? Places.within(range, start, end)
        : range.withBounds(range.from(), range.from());
  }

  private Slice<Event> read(EventRange part, int limit, @Nullable String after, Work work) {
    LocalDate date = Timestamps.day(part.from());
    try {
      return scan(date, part, limit, after, work);
    } catch (MissingFileException e) {
      // compacted or erased since the manifest was read
      catalog.forget(date, catalog.partitions(date, part.type()));
    }
    try {
      return scan(date, part, limit, after, work);
    } catch (MissingFileException e) {
      throw new ArchiveUnavailableException("the archive lists a file that is not there", e);
    }
  }

  private Slice<Event> scan(
      LocalDate date, EventRange part, int limit, @Nullable String after, Work work) {
    List<Partition> partitions = catalog.partitions(date, part.type());
    if (partitions.size() > limits.partitions()) {
      throw new TooScatteredException(
          "the archive has %d event types of %s, and looks at %d at most; ask for one type"
              .formatted(partitions.size(), date, limits.partitions()));
    }
    work.day(partitions.size());
    List<CurrentFile> files = catalog.files(partitions);
    if (files.size() > limits.filesOfDay()) {
      throw new TooScatteredException(
          "the archive has %d files of %s that are not merged yet, and looks at %d at most; ask for"
                  .formatted(files.size(), date, limits.filesOfDay())
              + " one type, or for include=hot");
    }
    return new DayScan(parts, limits, part, limit, after).read(files, outlines, work);
  }
}
