package dev.sluice.e2e.chaos;

import dev.sluice.e2e.guarantee.Breach;
import dev.sluice.e2e.guarantee.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the traces and logs of a run go, and at its end the timeline and every breach.
record EvidenceDirectory(Path path) {

  /// @param wanted by the user; a temporary directory when null
  /// @throws IllegalArgumentException if something lies there already
  static EvidenceDirectory of(@Nullable Path wanted) throws IOException {
    if (wanted == null) {
      return new EvidenceDirectory(Files.createTempDirectory("sluice-chaos"));
    }
    if (Files.exists(wanted)) {
      throw new IllegalArgumentException(
          "--keep-evidence " + wanted + " is there already; name a directory that is not");
    }
    return new EvidenceDirectory(Files.createDirectories(wanted).toAbsolutePath());
  }

  void add(List<String> timeline, Verdict verdict) throws IOException {
    Files.write(path.resolve("timeline.txt"), timeline);
    Files.write(
        path.resolve("breaches.txt"), verdict.breaches().stream().map(Breach::toString).toList());
  }

  void drop() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
