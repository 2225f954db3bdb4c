package dev.sluice.archiver.compact;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.ArchiveBucket.Entry;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.ArchiveFile;
import dev.sluice.archive.row.Partition;
import dev.sluice.archive.row.RewrittenFile;
import dev.sluice.archiver.compact.CompactionListener.Outcome;
import dev.sluice.archiver.lake.LakeException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Merges the files of partitions into few, sorted and without repeated events, so that a reader of
/// the manifests sees each event once at any time.
///
/// A partition goes through: read the manifest → read its files → write the merged ones → upload →
/// swap in the manifest; and once the grace is over, delete the old ones. It can die between any
/// two steps: before the swap the next run does the same again under the same names, after it the
/// next run deletes. Of two that run at once, one swaps and the other is refused.
public final class Compaction {
  private final ArchiveBucket bucket;
  private final Manifests manifests;
  private final Merging merging;
  private final Duration grace;
  private final InstantSource clock;
  private final CompactionListener listener;

  /// @param grace how long a replaced object stays, and how old a file is before it is merged: long
  ///   enough that the epoch that made it is surely committed
  public Compaction(
      ArchiveBucket bucket,
      Merging merging,
      Duration grace,
      InstantSource clock,
      CompactionListener listener) {
    this.bucket = bucket;
    this.manifests = new Manifests(bucket);
    this.merging = merging;
    this.grace = grace;
    this.clock = clock;
    this.listener = listener;
  }

  /// Goes on with the next partition if one fails for a reason of its own.
  ///
  /// @param days the dates to look at
  public CompactionCounts run(Predicate<LocalDate> days) throws IOException {
    List<Partition> unfinished = unfinished(days);
    List<Merge> merges =
        unfinished.stream().flatMap(partition -> plan(partition).stream()).toList();
    listener.planned(merges.size(), merges.stream().mapToLong(Merge::bytes).sum());
    CompactionCounts counts = CompactionCounts.NONE;
    for (Merge merge : merges) {
      counts = counts.plus(merged(merge.partition()));
    }
    Sweep sweep = new Sweep(bucket, manifests, grace);
    for (Partition partition : unfinished) {
      int deleted = sweep.sweep(partition, objects(partition), clock.instant());
      counts = counts.plus(CompactionCounts.ofDeleted(deleted));
    }
    return counts;
  }

  /// The partitions whose objects are more than the parts of one merge. Most are not: a listing a
  /// day tells.
  private List<Partition> unfinished(Predicate<LocalDate> days) {
    Map<LocalDate, List<Partition>> byDate =
        manifests.partitions().stream()
            .filter(partition -> days.test(partition.eventDate()))
            .collect(
                Collectors.groupingBy(Partition::eventDate, TreeMap::new, Collectors.toList()));
    List<Partition> unfinished = new ArrayList<>();
    byDate.forEach((date, partitions) -> {
      List<Entry> objects = bucket.list(ArchiveFile.ROOT + "event_date=" + date + "/");
      for (Partition partition : partitions) {
        String own = ArchiveFile.ROOT + partition.path() + "/";
        if (!RewrittenFile.areOneMerge(
            objects.stream().map(Entry::key).filter(key -> key.startsWith(own)).toList())) {
          unfinished.add(partition);
        }
      }
    });
    return unfinished;
  }

  private List<Entry> objects(Partition partition) {
    return bucket.list(ArchiveFile.ROOT + partition.path() + "/");
  }

  private Optional<Merge> plan(Partition partition) {
    Set<String> current = manifests.current(partition);
    return RewrittenFile.areOneMerge(current)
        ? Optional.empty()
        : Optional.of(
            new Merge(
                partition,
                current,
                objects(partition).stream()
                    .filter(object -> current.contains(object.key()))
                    .toList()));
  }

  private CompactionCounts merged(Partition partition) throws IOException {
    // anew: others may have come and gone since all were planned
    Optional<Merge> planned = plan(partition);
    if (planned.isEmpty()) {
      return waiting(partition, Outcome.OVERTAKEN);
    }
    Merge merge = planned.get();
    listener.started(partition, merge.sources().size(), merge.bytes());
    Instant before = clock.instant().minus(grace);
    if (merge.sources().stream().anyMatch(file -> file.modified().isAfter(before))) {
      return waiting(partition, Outcome.YOUNG);
    }
    try {
      merge.requireAll();
      CompactionCounts counts = merging.merge(merge, manifests, listener::read);
      listener.finished(partition, counts.waiting() > 0 ? Outcome.OVERTAKEN : Outcome.MERGED);
      return counts;
    } catch (MissingFileException e) {
      return manifests.current(partition).equals(merge.current())
          ? failed(partition, e)
          : waiting(partition, Outcome.OVERTAKEN);
    } catch (LakeException e) {
      return failed(partition, e);
    }
  }

  private CompactionCounts waiting(Partition partition, Outcome outcome) {
    listener.finished(partition, outcome);
    return CompactionCounts.ofWaiting();
  }

  private CompactionCounts failed(Partition partition, RuntimeException why) {
    listener.failed(partition, String.valueOf(why.getMessage()));
    return CompactionCounts.ofFailed();
  }
}
