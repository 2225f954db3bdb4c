package dev.sluice.e2e.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A file of `KEY=value` lines, as Kustomize reads them: no quotes, `#` begins a comment line.
public final class EnvFile {
  private EnvFile() {}

  /// @throws IllegalArgumentException naming the file and line that is neither
  public static Map<String, String> read(Path file) throws IOException {
    Map<String, String> values = new TreeMap<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int equals = line.indexOf('=');
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (equals < 1) {
        throw new IllegalArgumentException(
            "%s:%d: \"%s\" is not KEY=value".formatted(file, i + 1, line));
      }
      values.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return values;
  }

  /// The text of such a file, in the order of the keys.
  ///
  /// @throws IllegalArgumentException naming a key whose value has more than one line
  public static String text(String comment, Map<String, String> values) {
    StringBuilder text = new StringBuilder("# ").append(comment).append('\n');
    new TreeMap<>(values)
        .forEach((key, value) -> {
          if (value.contains("\n")) {
            throw new IllegalArgumentException(key + " has more than one line");
          }
          text.append(key).append('=').append(value).append('\n');
        });
    return text.toString();
  }
}
