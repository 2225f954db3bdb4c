package dev.sluice.archiver.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A new directory that is gone, with all that is in it, when it is closed.
public final class WorkDirectory implements AutoCloseable {
  private final Path path;

  private WorkDirectory(Path path) {
    this.path = path;
  }

  /// @param parent is made if it is not there
  public static WorkDirectory below(Path parent) throws IOException {
    return new WorkDirectory(Files.createTempDirectory(Files.createDirectories(parent), "sluice-"));
  }

  public Path path() {
    return path;
  }

  public Path path(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).forEach(WorkDirectory::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
