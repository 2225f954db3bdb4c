package dev.sluice.e2e.cloud.grafana;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The sections of a Markdown file, by the anchors that GitHub gives them.
final class Manual {
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

  private Manual() {}

  static Set<String> sections(Path file) throws IOException {
    Set<String> sections = new TreeSet<>();
    HEADING
        .matcher(Files.readString(file).replaceAll("(?s)\n```.*?\n```", ""))
        .results()
        .forEach(found -> sections.add(anchor(found.group(1))));
    return sections;
  }

  private static String anchor(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }
}
