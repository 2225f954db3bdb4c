package dev.sluice.archiver.compact;

import dev.sluice.archiver.catalog.ArchiveBucket.Entry;
import dev.sluice.archiver.row.Partition;
import dev.sluice.archiver.row.RewrittenFile;
import dev.sluice.archiver.row.RewrittenFile.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

  /// Whether the files are the parts of one merge, so that nothing is to be done. One file of an
  /// epoch is not: it may hold an event twice, and be small.
  static boolean isMerged(Collection<String> keys) {
    Set<Optional<String>> hashes =
        keys.stream()
            .map(key ->
                RewrittenFile.parse(key)
                    .filter(file -> file.kind() == Kind.COMPACTED)
                    .map(RewrittenFile::hash))
            .collect(Collectors.toSet());
    return hashes.isEmpty() || hashes.size() == 1 && !hashes.contains(Optional.<String>empty());
  }

  List<String> keys() {
    return sources.stream().map(Entry::key).toList();
  }

  long bytes() {
    return sources.stream().mapToLong(Entry::bytes).sum();
  }
}
