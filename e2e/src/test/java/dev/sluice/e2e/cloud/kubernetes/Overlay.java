package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// An overlay as `kubectl kustomize` renders it.
final class Overlay {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final SourceFiles sources;
  private final List<Manifest> manifests = new ArrayList<>();

  private Overlay(Path folder, SourceFiles sources) {
    this.folder = folder;
    this.sources = sources;
  }

  /// @param k8s the folder, where the overlay has its files of Terraform and the release
  static Overlay render(Path k8s, String name) throws IOException, InterruptedException {
    return of(k8s, k8s.resolve("overlays").resolve(name));
  }

  /// @param folder to be rendered, below `k8s`
  static Overlay of(Path k8s, Path folder) throws IOException, InterruptedException {
    Overlay overlay = new Overlay(folder, new SourceFiles(k8s));
    for (Object document : SourceFiles.yaml().loadAll(Kubectl.kustomize(folder))) {
      JsonNode body = JSON.valueToTree(document);
      overlay.manifests.add(overlay.new Manifest(body));
    }
    return overlay;
  }

  /// A copy of `k8s` in which every overlay has the files that come from outside, as their examples
  /// have them.
  static Path copy(Path k8s, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(k8s)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(k8s.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (copy.toString().endsWith(".env.example")) {
          Files.copy(file, Path.of(copy.toString().replace(".example", "")));
        } else if (!Files.exists(file.resolveSibling(file.getFileName() + ".example"))) {
          Files.copy(file, copy);
        }
      }
    }
    return target;
  }

  List<Manifest> manifests() {
    return manifests;
  }

  Stream<Manifest> ofKind(String... kinds) {
    return manifests.stream().filter(manifest -> List.of(kinds).contains(manifest.kind()));
  }

  /// What the pods are told: the ConfigMap that is generated.
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    ofKind("ConfigMap")
        .filter(map -> map.name().startsWith("sluice-environment"))
        .flatMap(map -> map.body().path("data").properties().stream())
        .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
    return settings;
  }

  Finding atSetting(String key, String message) {
    Path base = folder.resolve("../../base").normalize();
    List<Path> files =
        List.of(
            base.resolve("common.env"),
            folder.resolve("hosts.env"),
            folder.resolve("settings.env"),
            folder.resolve("release.env"),
            folder.resolve("terraform.env"));
    return new Finding(sources.setting(files, key), message);
  }

  /// What the release says, which no pod is told.
  String release(String key) throws IOException {
    return Files.readAllLines(folder.resolve("release.env")).stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElse("");
  }

  /// One object of the API.
  final class Manifest {
    private final JsonNode body;

    private Manifest(JsonNode body) {
      this.body = body;
    }

    String kind() {
      return body.path("kind").asText();
    }

    /// Group, version and kind, as in `apps/v1/Deployment`.
    String type() {
      return body.path("apiVersion").asText() + "/" + kind();
    }

    String name() {
      return body.at("/metadata/name").asText();
    }

    String overlay() {
      return folder.getFileName().toString();
    }

    JsonNode body() {
      return body;
    }

    JsonNode at(String pointer) {
      return body.at(pointer);
    }

    Finding finding(JsonPointer pointer, String message) {
      return new Finding(
          sources.where(this, pointer, body.at(pointer)),
          "%s %s: %s".formatted(kind(), name(), message));
    }

    Finding finding(String pointer, String message) {
      return finding(JsonPointer.compile(pointer), message);
    }
  }
}
