package dev.sluice.query.archive;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.Partition;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/// Which files are current, as it was at most [#STALE_AFTER] ago. Safe for use by many threads.
final class Catalog {
  static final Duration STALE_AFTER = Duration.ofSeconds(15);

  private static final int MOST_DATES = 1_000;

  /// About 30 MB of names.
  private static final long MOST_FILES = 200_000;

  private final ArchiveLimits limits;
  private final LoadingCache<LocalDate, List<Partition>> partitions;
  private final LoadingCache<Partition, List<CurrentFile>> files;

  Catalog(Manifests manifests, ArchiveLimits limits, Ticker ticker) {
    this.limits = limits;
    this.partitions =
        Caffeine.newBuilder()
            .ticker(ticker)
            .expireAfterWrite(STALE_AFTER)
            .maximumSize(MOST_DATES)
            .build(manifests::partitions);
    this.files =
        Caffeine.newBuilder()
            .ticker(ticker)
            .expireAfterWrite(STALE_AFTER)
            .maximumWeight(MOST_FILES)
            .weigher((Partition partition, List<CurrentFile> listed) -> 1 + listed.size())
            .build(partition ->
                manifests.current(partition).stream()
                    .map(key -> new CurrentFile(partition, key))
                    .toList());
  }

  /// @param type null for all that the day has
  List<Partition> partitions(LocalDate date, @Nullable String type) {
    return type == null ? partitions.get(date) : List.of(new Partition(date, type));
  }

  List<CurrentFile> files(Collection<Partition> of) {
    return of.stream()
        .gather(Gatherers.mapConcurrent(limits.parallel(), files::get))
        .flatMap(List::stream)
        .toList();
  }

  /// Asks anew next time.
  void forget(LocalDate date, Collection<Partition> of) {
    partitions.invalidate(date);
    files.invalidateAll(of);
  }
}
