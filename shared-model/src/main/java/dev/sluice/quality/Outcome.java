package dev.sluice.quality;

import java.util.Locale;

/// What became of an event, as far as its quality goes.
public enum Outcome {
  STORED,
  DUPLICATE,
  /// Rejected, because a different event has its id.
  ID_COLLISION,
  /// Rejected for any other reason.
  REJECTED;

  private final String text = name().toLowerCase(Locale.ROOT);

  public String text() {
    return text;
  }
}
