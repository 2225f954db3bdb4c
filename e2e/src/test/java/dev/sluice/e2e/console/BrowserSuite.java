package dev.sluice.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// A page of its own for each test, in one browser; skipped where no browser is installed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserSuite {
  private @Nullable Chromium browser;
  private @Nullable Page page;

  @BeforeAll
  void startBrowser() {
    Optional<Path> executable = Chromium.installed();
    Assumptions.assumeTrue(
        executable.isPresent(),
        "no Chromium on the PATH; set CHROMIUM to one, or install it (apt-get install chromium)");
    browser = Chromium.start(executable.orElseThrow());
  }

  @AfterAll
  void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openPage() {
    page = Objects.requireNonNull(browser).open();
  }

  @AfterEach
  void closePage() {
    page().close();
  }

  final Page page() {
    return Objects.requireNonNull(page);
  }

  /// No error, no warning, nothing refused by the content security policy, nobody else asked.
  final void assertQuiet(URI server) {
    assertThat(page().complaints()).isEmpty();
    assertThat(page().requests()).extracting(URI::getAuthority).containsOnly(server.getAuthority());
  }

  /// What the page complains of, but for answers that tell of a problem, which browsers log.
  final List<String> complaintsOfItsOwn() {
    return page().complaints().stream()
        .filter(complaint -> !complaint.contains("\"source\":\"network\""))
        .toList();
  }

  final void assertNothingScrollsSideways() {
    assertThat(page().evaluate("document.documentElement.scrollWidth - innerWidth").intValue())
        .isNotPositive();
  }
}
