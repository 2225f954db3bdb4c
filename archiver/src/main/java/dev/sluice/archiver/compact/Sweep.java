package dev.sluice.archiver.compact;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.ArchiveBucket.Entry;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.Partition;
import dev.sluice.archive.row.RewrittenFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Deletes what nobody should read: replaced files, also those that a late upload brought back, and
/// the leavings of rewritings that were refused. Never a current file, and nothing before the grace
/// is over: a query that read the manifest before the swap may still be at the old files.
///
/// A leaving is retired first and deleted by a later run. In between, whoever was about to make it
/// current has found it retired.
record Sweep(ArchiveBucket bucket, Manifests manifests, Duration grace) {

  /// @param objects of the partition, listed before this call
  /// @return how many objects were deleted
  int sweep(Partition partition, Collection<Entry> objects, Instant now) {
    Instant before = now.minus(grace);
    Set<String> replaced = manifests.replaced(partition);
    Optional<Instant> lastReplaced = manifests.lastReplaced(partition);
    Set<String> current = manifests.current(partition);
    if (RewrittenFile.areOneMerge(current)) {
      List<String> leavings =
          objects.stream()
              .filter(object -> !object.modified().isAfter(before))
              .map(Entry::key)
              .filter(key -> RewrittenFile.parse(key).isPresent())
              .filter(key -> !current.contains(key) && !replaced.contains(key))
              .toList();
      if (!leavings.isEmpty()) {
        manifests.retire(partition, leavings);
      }
    }
    if (lastReplaced.isEmpty() || lastReplaced.get().isAfter(before)) {
      return 0;
    }
    List<String> dead =
        objects.stream()
            .map(Entry::key)
            .filter(key -> replaced.contains(key) && !current.contains(key))
            .toList();
    if (!dead.isEmpty()) {
      bucket.delete(dead);
    }
    return dead.size();
  }
}
