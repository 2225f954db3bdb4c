package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// The files of `k8s/` as they were written, with the lines that rendering loses.
final class SourceFiles {
  /// Of a kind and a name.
  private record Document(Path file, Node root) {}

  private final Path root;
  private final Map<String, Document> documents = new HashMap<>();

  /// @param root the folder `k8s`
  SourceFiles(Path root) throws IOException {
    this.root = root;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        for (Node node : yaml().composeAll(new StringReader(Files.readString(file)))) {
          String name = text(node, "/metadata/name");
          documents.put(text(node, "/kind") + "/" + name, new Document(file, node));
        }
      }
    }
  }

  /// Reads neither classes nor anything else that YAML can name.
  static Yaml yaml() {
    return new Yaml(new SafeConstructor(new LoaderOptions()));
  }

  /// Where a value was written: by a patch of the overlay, else in the file of the manifest, or
  /// where what should hold it begins.
  ///
  /// @param rendered the value as it is now; missing if it is not there
  Place where(Overlay.Manifest manifest, JsonPointer pointer, JsonNode rendered) {
    Path overlay =
        root.resolve("overlays").resolve(manifest.overlay()).resolve("kustomization.yaml");
    Document document = documents.get(manifest.kind() + "/" + manifest.name());
    if (document == null) {
      return new Place(shown(overlay), 1);
    }
    Optional<Node> written = at(document.root(), pointer);
    boolean changed =
        written.isPresent()
            && written.get() instanceof ScalarNode scalar
            && !rendered.isMissingNode()
            && !scalar.getValue().equals(rendered.asText());
    if (changed) {
      int patch = lineWith(overlay, "path: " + pointer + ",");
      if (patch > 0) {
        return new Place(shown(overlay), patch);
      }
    }
    return new Place(shown(document.file()), line(document.root(), pointer));
  }

  /// The line of a setting, in the last of these files that has it.
  Place setting(List<Path> files, String key) {
    for (Path file : files.reversed()) {
      int line = lineWith(file, key + "=");
      if (line > 0) {
        return new Place(shown(file), line);
      }
    }
    return new Place(shown(files.getLast()), 1);
  }

  private String shown(Path file) {
    return "k8s/" + root.relativize(file).toString().replace('\\', '/');
  }

  private static int lineWith(Path file, String text) {
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (text.endsWith("=") ? line.startsWith(text) : line.contains(text)) {
          return i + 1;
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Node root, String pointer) {
    return at(root, JsonPointer.compile(pointer))
        .map(node -> node instanceof ScalarNode scalar ? scalar.getValue() : "")
        .orElse("");
  }

  private static Optional<Node> at(Node node, JsonPointer pointer) {
    Optional<Node> here = Optional.of(node);
    for (JsonPointer rest = pointer; !rest.matches() && here.isPresent(); rest = rest.tail()) {
      here = child(here.get(), rest).map(NodeTuple::getValueNode);
    }
    return here;
  }

  /// Of the deepest part of the path that is there; of a member, where its name stands.
  private static int line(Node root, JsonPointer pointer) {
    Node here = root;
    int line = root.getStartMark().getLine();
    for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
      Optional<NodeTuple> child = child(here, rest);
      if (child.isEmpty()) {
        break;
      }
      here = child.get().getValueNode();
      line = child.get().getKeyNode().getStartMark().getLine();
    }
    return line + 1;
  }

  private static Optional<NodeTuple> child(Node parent, JsonPointer step) {
    return switch (parent) {
      case MappingNode mapping ->
          mapping.getValue().stream()
              .filter(tuple ->
                  tuple.getKeyNode() instanceof ScalarNode key
                      && key.getValue().equals(step.getMatchingProperty()))
              .findFirst();
      case SequenceNode sequence
          when step.mayMatchElement() && step.getMatchingIndex() < sequence.getValue().size() -> {
        Node element = sequence.getValue().get(step.getMatchingIndex());
        yield Optional.of(new NodeTuple(element, element));
      }
      default -> Optional.empty();
    };
  }
}
