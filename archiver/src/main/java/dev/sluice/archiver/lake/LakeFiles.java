package dev.sluice.archiver.lake;

import dev.sluice.archive.row.Partition;
import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Local files of partitions, in folders named as the archive's, so that DuckDB finds date and type
/// in their paths.
///
/// @param root the directory below which each lies as its key says
/// @param byPartition partitions without files are not in it
public record LakeFiles(Path root, SortedMap<Partition, List<Path>> byPartition) {
  public LakeFiles {
    SortedMap<Partition, List<Path>> copy = new TreeMap<>();
    byPartition.forEach((partition, files) -> {
      if (!files.isEmpty()) {
        copy.put(partition, List.copyOf(files));
      }
    });
    byPartition = copy;
  }

  /// What the files are called in the bucket.
  List<String> keys(Collection<Path> files) {
    return files.stream()
        .map(file -> root.relativize(file).toString().replace(File.separatorChar, '/'))
        .toList();
  }

  public boolean isEmpty() {
    return byPartition.isEmpty();
  }

  public List<Path> all() {
    return byPartition.values().stream().flatMap(Collection::stream).toList();
  }
}
