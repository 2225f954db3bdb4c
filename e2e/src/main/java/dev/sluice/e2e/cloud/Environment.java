package dev.sluice.e2e.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// An environment that has an overlay of its own.
///
/// @param root of the repository
public record Environment(String name, Path root) {
  private static final List<String> FILES = List.of("hosts.env", "release.env", "terraform.env");

  /// @throws IllegalArgumentException naming those that there are
  public Environment {
    if (!Files.isDirectory(overlay(root, name))) {
      throw new IllegalArgumentException(
          "there is no environment \"%s\"; there are %s".formatted(name, known(root)));
    }
  }

  /// Where the repository is: the launcher says so.
  public static Path repository() {
    return Path.of(System.getProperty("sluice.root", "."));
  }

  private static Path overlay(Path root, String name) {
    return root.resolve("k8s/overlays").resolve(name);
  }

  public Path overlay() {
    return overlay(root, name);
  }

  /// What Terraform, the release and whoever looks after it say; empty for files that are not there
  /// yet.
  public Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    try {
      for (String file : FILES) {
        if (Files.exists(overlay().resolve(file))) {
          values.putAll(EnvFile.read(overlay().resolve(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  /// @throws IllegalArgumentException if nobody said so yet
  public String value(String key) {
    String value = values().getOrDefault(key, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "%s is not known of %s; `./sluice deploy --env %s` writes it to %s"
              .formatted(key, name, name, overlay()));
    }
    return value;
  }

  private static List<String> known(Path root) {
    Path overlays = root.resolve("k8s/overlays");
    if (!Files.isDirectory(overlays)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(overlays)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
