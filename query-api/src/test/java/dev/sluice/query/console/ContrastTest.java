package dev.sluice.query.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Level AA: 4.5 for text, 3 for what has to be seen to be used.
final class ContrastTest {
  private static final double TEXT = 4.5;
  private static final double SHAPE = 3;

  private final String css = ConsoleFiles.text("assets/console.css");

  @Test
  void blackOnWhiteIsTheMost() {
    Palette palette = new Palette(Map.of("black", 0, "white", 0xffffff, "gray", 0x777777));
    assertThat(palette.contrast("black", "white")).isCloseTo(21, within(1e-9));
    assertThat(palette.contrast("gray", "white")).isCloseTo(4.48, within(0.005));
  }

  @ParameterizedTest
  @CsvSource({
    "text, panel",
    "text, ground",
    "text, sunken",
    "muted, panel",
    "muted, sunken",
    "accent, panel",
    "on-accent, accent",
    "stored, panel",
    "duplicate, panel",
    "rejected, panel",
    "lag, panel",
    "on-banner, banner"
  })
  void textIsReadable(String text, String behind) {
    assertThat(Palette.light(css).contrast(text, behind)).as("light").isGreaterThanOrEqualTo(TEXT);
    assertThat(Palette.dark(css).contrast(text, behind)).as("dark").isGreaterThanOrEqualTo(TEXT);
  }

  @ParameterizedTest
  @CsvSource({"control, panel", "control, sunken", "accent, ground", "accent, sunken"})
  void controlsAndTheFocusAreSeen(String shape, String behind) {
    assertThat(Palette.light(css).contrast(shape, behind))
        .as("light")
        .isGreaterThanOrEqualTo(SHAPE);
    assertThat(Palette.dark(css).contrast(shape, behind)).as("dark").isGreaterThanOrEqualTo(SHAPE);
  }
}
