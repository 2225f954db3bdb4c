package dev.sluice.archiver.lake;

import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.Partition;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// An archive that lies on this machine, read where it is: a directory with `events/` and
/// `manifests/`.
public final class LocalDirectory {
  private LocalDirectory() {}

  /// @throws LakeException if the directory holds no archive, or not all that its manifests list
  public static LakeFiles read(Path given, Predicate<Partition> chosen) throws IOException {
    Path directory = given.toAbsolutePath().normalize();
    Path manifests = directory.resolve(Manifests.ROOT);
    if (!Files.isDirectory(manifests)) {
      throw new LakeException(
          directory + " has no manifests/; give the directory that holds events/ and manifests/");
    }
    SortedMap<Partition, List<Path>> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(manifests)) {
      found
          .filter(Files::isRegularFile)
          .forEach(manifest -> {
            String key = directory.relativize(manifest).toString().replace(File.separatorChar, '/');
            Manifests.partitionOf(key)
                .filter(chosen)
                .ifPresent(partition -> files.put(partition, listedIn(manifest, directory)));
          });
    }
    return new LakeFiles(directory, files);
  }

  private static List<Path> listedIn(Path manifest, Path directory) {
    try {
      List<Path> files =
          Manifests.listedIn(Files.readString(manifest)).stream().map(directory::resolve).toList();
      for (Path file : files) {
        if (!file.normalize().startsWith(directory) || !Files.isRegularFile(file)) {
          throw new LakeException(manifest + " lists " + file + ", which is not there");
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
