package dev.sluice.query.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The files of the console, as they are packed.
final class ConsoleFiles {
  private ConsoleFiles() {}

  static Path directory() {
    URL url = ConsoleFiles.class.getResource("/query-api/console/home/index.html");
    try {
      Path page = Path.of(Objects.requireNonNull(url).toURI());
      return Objects.requireNonNull(page.getParent()).resolve("..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param name such as `assets/app.js`
  static String text(String name) {
    return read(directory().resolve(name));
  }

  /// Scripts of our own.
  static List<Path> scripts() {
    try (Stream<Path> files = Files.list(directory().resolve("assets"))) {
      return files.filter(file -> file.toString().endsWith(".js")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
