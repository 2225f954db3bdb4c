package dev.sluice.query.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything the console loads is one of its own files, nothing is run or styled from within the
/// page, and strangers' text never becomes markup.
final class ConsoleFilesTest {
  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"console/([^\"]+)\"");
  private static final Pattern IMPORT = Pattern.compile("from \"\\./([^\"]+)\"");
  private static final String PAGE = ConsoleFiles.text("home/index.html");

  static Stream<Path> scripts() {
    return ConsoleFiles.scripts().stream();
  }

  @Test
  void thePageLoadsItsOwnFilesOnly() {
    assertThat(PAGE).doesNotContain("http:", "https:", "//", "src=\"data:");
    List<String> files = groups(REFERENCE, PAGE).toList();
    assertThat(files).contains("app.js", "console.css", "vendor/uplot/uPlot.iife.min.js");
    assertThat(files)
        .allSatisfy(
            file -> assertThat(ConsoleFiles.directory().resolve("assets/" + file)).exists());
  }

  @Test
  void nothingIsRunOrStyledWithinThePage() {
    assertThat(PAGE).doesNotContain("<style").doesNotContainPattern("\\sstyle=|\\son[a-z]+=");
    assertThat(PAGE).doesNotContainPattern("<script(?![^>]* src=)");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void textNeverBecomesMarkupOrCode(Path script) {
    assertThat(ConsoleFiles.read(script))
        .doesNotContain(
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "createContextualFragment",
            "parseFromString",
            "eval(",
            "new Function",
            "localStorage",
            "http://");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyImportIsThere(Path script) {
    assertThat(groups(IMPORT, ConsoleFiles.read(script)))
        .allSatisfy(file -> assertThat(script.resolveSibling(file)).exists());
  }

  @ParameterizedTest
  @CsvSource({
    "uPlot.iife.min.js, 19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
    "uPlot.min.css, df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04"
  })
  void theChartingLibraryIsAsItWasPublished(String file, String sha256) throws Exception {
    assertThat(sha256("assets/vendor/uplot/" + file)).isEqualTo(sha256);
    assertThat(ConsoleFiles.text("assets/vendor/uplot/LICENSE")).contains("MIT License");
  }

  private static String sha256(String name) throws Exception {
    byte[] bytes = bytes(name);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(ConsoleFiles.directory().resolve(name));
  }

  private static Stream<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
  }
}
