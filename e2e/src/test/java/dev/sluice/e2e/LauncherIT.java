package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher as a process of its own, on the class path that `./sluice` gives it: what only
/// tests bring along is missing there.
class LauncherIT {

  @Test
  void upRunsOnTheClassPathOfTheLauncher(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Path target = Path.of("target").toAbsolutePath();
    Process launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                Sluice.class.getName(),
                "up",
                "--duration",
                "3s",
                "--port-offset",
                "22000")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = launcher.waitFor(120, TimeUnit.SECONDS);
    launcher.destroyForcibly();
    assertThat(ended).as(Files.readString(output)).isTrue();
    assertThat(launcher.exitValue()).as(Files.readString(output)).isZero();
    assertThat(output).content().contains("Every event is accounted for.");
  }
}
