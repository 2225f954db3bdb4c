package dev.sluice.e2e.cloud.terraform;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs `terraform` over a copy of the repository's configuration, with the provider from a folder
/// and neither a registry nor AWS.
final class Terraform {
  static final Path SOURCE = Path.of("../terraform");
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /// @param output what it said, errors last; also in the file `log`
  record Result(int exit, String output, Path log) {}

  private final Path copy;
  private final Path logs;
  private final Path plugins;

  private Terraform(Path copy, Path logs, Path plugins) {
    this.copy = copy;
    this.logs = logs;
    this.plugins = plugins;
  }

  /// A directory that goes with the JVM.
  static Path scratch() throws IOException {
    Path directory = Files.createTempDirectory("sluice-terraform");
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> delete(directory)));
    return directory;
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }

  /// Skips the test, and says why, where Terraform or its provider is not to be had.
  static Terraform copiedTo(Path directory) throws IOException {
    Optional<Path> plugins = plugins();
    assumeTrue(isOnThePath(), "skipped: no terraform on the PATH");
    assumeTrue(
        plugins.isPresent(),
        "skipped: no folder with Terraform's provider; TF_PLUGIN_DIR can name one");
    Path copy = directory.resolve("terraform");
    try (Stream<Path> files = Files.walk(SOURCE)) {
      for (Path file : files.filter(Terraform::isSource).toList()) {
        Path target = copy.resolve(SOURCE.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return new Terraform(copy, directory, plugins.orElseThrow());
  }

  private static boolean isSource(Path file) {
    String path = file.toString();
    return !path.contains(".terraform") && !path.contains(".tfstate");
  }

  private static boolean isOnThePath() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, "terraform"))
        .anyMatch(Files::isExecutable);
  }

  private static Optional<Path> plugins() throws IOException {
    String named = System.getenv("TF_PLUGIN_DIR");
    if (named != null) {
      return Optional.of(Path.of(named)).filter(Files::isDirectory);
    }
    try (Stream<Path> top = Files.list(Path.of("/"))) {
      return Stream.concat(Stream.of(Path.of("/")), top)
          .map(folder -> folder.resolve("tf-plugins"))
          .filter(Files::isDirectory)
          .findFirst();
    }
  }

  /// Where the copy is, for files that belong to a test.
  Path directory() {
    return copy;
  }

  Result init(String folder) throws IOException, InterruptedException {
    return run(folder, "init", "-backend=false", "-input=false", "-plugin-dir=" + plugins);
  }

  /// @param folder below the configuration; empty for its root
  Result run(String folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("terraform"));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(logs, arguments[0], ".log");
    Path errors = Files.createTempFile(logs, arguments[0], ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(copy.resolve(folder).toFile())
            .redirectOutput(log.toFile())
            .redirectError(errors.toFile());
    settings(builder.environment());
    Process process = builder.start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException(command + " took longer than " + PATIENCE + ", see " + log);
    }
    String output = Files.size(log) > 1 << 20 ? "" : Files.readString(log);
    return new Result(process.exitValue(), output + Files.readString(errors), log);
  }

  /// Nothing of whoever runs the tests: no account, no cache, no configuration.
  private void settings(Map<String, String> environment) throws IOException {
    environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("TF_"));
    Path none = logs.resolve("none");
    if (!Files.exists(none)) {
      Files.createFile(none);
    }
    environment.put("TF_CLI_CONFIG_FILE", none.toString());
    environment.put("TF_CLI_ARGS", "-no-color");
    environment.put("TF_IN_AUTOMATION", "1");
    environment.put("CHECKPOINT_DISABLE", "1");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_CONFIG_FILE", none.toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", none.toString());
  }
}
