package dev.sluice.archiver.compact;

import dev.sluice.archive.catalog.ArchiveBucket.Entry;
import dev.sluice.archive.row.Partition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a partition needs: all its current files in one sorted sequence without repeats. The pure
/// part of [Compaction].
///
/// @param current what the manifest lists
/// @param sources the objects of those files
record Merge(Partition partition, Set<String> current, List<Entry> sources) {
  Merge {
    current = Set.copyOf(current);
    sources = List.copyOf(sources);
  }

  void requireAll() {
    Set<String> missing = new TreeSet<>(current);
    keys().forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw new MissingFileException(missing.iterator().next());
    }
  }

  List<String> keys() {
    return sources.stream().map(Entry::key).toList();
  }

  long bytes() {
    return sources.stream().mapToLong(Entry::bytes).sum();
  }
}
