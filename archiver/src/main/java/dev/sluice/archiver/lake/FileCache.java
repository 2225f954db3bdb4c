package dev.sluice.archiver.lake;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.ArchiveBucket.Entry;
import dev.sluice.archive.row.ArchiveFile;
import dev.sluice.archive.row.Partition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Copies of objects, each under its key below a directory, with the object's size and time: a file
/// that was overwritten in the bucket has another time and is fetched again.
///
/// @param root may be deleted at any time
public record FileCache(Path root, InstantSource clock) {
  private static final String ARRIVING = "arriving";
  private static final Duration LEFT_BEHIND = Duration.ofDays(1);

  public FileCache {
    root = root.toAbsolutePath().normalize();
  }

  Path path(Entry object) {
    Path path = root.resolve(object.key()).normalize();
    if (!path.startsWith(root)) {
      throw new LakeException("the key " + object.key() + " leads out of " + root);
    }
    return path;
  }

  boolean has(Entry object) {
    Path path = path(object);
    try {
      return Files.isRegularFile(path)
          && Files.size(path) == object.bytes()
          && Files.getLastModifiedTime(path).toInstant().toEpochMilli()
              == object.modified().toEpochMilli();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @return false if there is no such object
  boolean fetch(Entry object, ArchiveBucket bucket) {
    Path path = path(object);
    Path arriving = root.resolve(ARRIVING).resolve(UUID.randomUUID().toString());
    try {
      Files.createDirectories(path.getParent());
      Files.createDirectories(arriving.getParent());
      try {
        if (!bucket.download(object.key(), arriving)) {
          return false;
        }
        Files.setLastModifiedTime(arriving, FileTime.fromMillis(object.modified().toEpochMilli()));
        Files.move(arriving, path, StandardCopyOption.ATOMIC_MOVE);
        return true;
      } finally {
        Files.deleteIfExists(arriving);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Deletes copies in the wanted partitions that are current no more, what an erased device has
  /// left among them, and of other partitions as many, the oldest dates first, as are too many.
  void makeRoom(Map<Partition, List<Entry>> wanted, long mostBytes) throws IOException {
    Instant leftBehind = clock.instant().minus(LEFT_BEHIND);
    for (Path file : files(root.resolve(ARRIVING))) {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(leftBehind)) {
        Files.deleteIfExists(file);
      }
    }
    Set<Path> keep = new HashSet<>();
    long bytes = 0;
    for (Entry object : wanted.values().stream().flatMap(Collection::stream).toList()) {
      keep.add(path(object));
      bytes += object.bytes();
    }
    for (Partition partition : wanted.keySet()) {
      for (Path file : files(root.resolve(ArchiveFile.ROOT + partition.path()))) {
        if (!keep.contains(file)) {
          Files.deleteIfExists(file);
        }
      }
    }
    List<Path> others =
        files(root.resolve(ArchiveFile.ROOT)).stream()
            .filter(file -> !keep.contains(file))
            .toList();
    for (Path file : others) {
      bytes += Files.size(file);
    }
    for (int i = 0; i < others.size() && bytes > mostBytes; i++) {
      bytes -= Files.size(others.get(i));
      Files.deleteIfExists(others.get(i));
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
