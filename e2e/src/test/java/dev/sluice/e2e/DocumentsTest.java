package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents name exists.
class DocumentsTest {
  private static final Path ROOT = Path.of("..");

  /// In backticks, a capital, a small letter somewhere, no dots or dashes: a class of ours.
  private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)`");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

  @Test
  void everyClassThatTheArchitectureNamesIsInTheSources() throws IOException {
    Set<String> named = matches(CLASS, ROOT.resolve("docs/architecture.md"));
    assertThat(named).hasSizeGreaterThan(15);
    assertThat(named).isSubsetOf(sourceClasses());
  }

  @Test
  void everyLinkBetweenDocumentsLeadsSomewhere() throws IOException {
    List<Path> documents;
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      documents =
          Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
              .filter(file -> file.toString().endsWith(".md"))
              .toList();
    }
    Set<String> broken = new TreeSet<>();
    for (Path document : documents) {
      for (String target : matches(LINK, document)) {
        if (!Files.exists(document.resolveSibling(target))) {
          broken.add(document + " -> " + target);
        }
      }
    }
    assertThat(documents).hasSizeGreaterThan(5);
    assertThat(broken).isEmpty();
  }

  private static Set<String> matches(Pattern pattern, Path document) throws IOException {
    return pattern
        .matcher(Files.readString(document))
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> sourceClasses() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      Set<String> names = new TreeSet<>();
      for (Path module : modules.toList()) {
        Path sources = module.resolve("src/main/java");
        if (Files.isDirectory(sources)) {
          try (Stream<Path> files = Files.walk(sources)) {
            files
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
          }
        }
      }
      return names;
    }
  }
}
