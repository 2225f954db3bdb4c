package dev.sluice.alert;

import java.util.Locale;

/// Which way an alert went.
public enum AlertState {
  RAISED,
  CLEARED;

  /// As it is written everywhere: `raised`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads what [#text()] wrote.
  ///
  /// @throws IllegalArgumentException for anything else
  public static AlertState of(String text) {
    for (AlertState state : values()) {
      if (state.text().equals(text)) {
        return state;
      }
    }
    throw new IllegalArgumentException("alert state \"" + text + "\" is not raised or cleared");
  }
}
