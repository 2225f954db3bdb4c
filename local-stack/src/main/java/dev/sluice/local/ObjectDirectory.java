package dev.sluice.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where S3's objects lie: in the data directory, or in a temporary one that goes with the stack.
record ObjectDirectory(Path path, boolean temporary) implements AutoCloseable {
  static ObjectDirectory in(Optional<Path> dataDirectory) {
    if (dataDirectory.isPresent()) {
      return new ObjectDirectory(dataDirectory.get().resolve("s3"), false);
    }
    try {
      return new ObjectDirectory(Files.createTempDirectory("sluice-s3-"), true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a temporary directory", e);
    }
  }

  @Override
  public void close() {
    if (!temporary || !Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
