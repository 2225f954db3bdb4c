package dev.sluice.e2e.cloud.kubernetes;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/// `kubectl kustomize`, which needs no cluster.
final class Kubectl {
  private Kubectl() {}

  /// Skips the test where there is none, and says so.
  static void assumed() {
    boolean found =
        Arrays.stream(
                Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
    Assumptions.assumeTrue(found, "skipped: no kubectl on the PATH");
  }

  /// @throws IOException with what kubectl says, if it refuses
  static String kustomize(Path folder) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("kubectl", ".err");
    try {
      Process process =
          new ProcessBuilder("kubectl", "kustomize", folder.toString())
              .redirectError(errors.toFile())
              .start();
      String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(Files.readString(errors));
      }
      return rendered;
    } finally {
      Files.delete(errors);
    }
  }
}
