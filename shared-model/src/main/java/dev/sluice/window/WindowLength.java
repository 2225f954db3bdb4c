package dev.sluice.window;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How long a window is. Windows tumble and begin at whole units of UTC.
public enum WindowLength {
  MINUTE("1m", ChronoUnit.MINUTES),
  HOUR("1h", ChronoUnit.HOURS);

  private final String text;
  private final ChronoUnit unit;

  WindowLength(String text, ChronoUnit unit) {
    this.text = text;
    this.unit = unit;
  }

  /// As it is written everywhere: `1m`.
  public String text() {
    return text;
  }

  public Duration duration() {
    return unit.getDuration();
  }

  /// The start of the window that an event time falls into.
  public Instant start(Instant eventTime) {
    return eventTime.truncatedTo(unit);
  }

  /// Reads what [#text()] wrote.
  ///
  /// @throws IllegalArgumentException for anything else
  public static WindowLength of(String text) {
    for (WindowLength length : values()) {
      if (length.text.equals(text)) {
        return length;
      }
    }
    throw new IllegalArgumentException("window \"" + text + "\" is not 1m or 1h");
  }
}
