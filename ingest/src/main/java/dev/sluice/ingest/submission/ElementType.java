package dev.sluice.ingest.submission;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The types of events that a submission may hold.
public enum ElementType {
  /// A process began.
  NEW_PROCESS,
  /// A connection was opened.
  NETWORK_CONNECTION;

  private final String text = name().toLowerCase(Locale.ROOT);

  /// The event type, also the member that holds its elements.
  public String text() {
    return text;
  }

  static Optional<ElementType> of(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }

  static String accepted() {
    return String.join(" or ", Arrays.stream(values()).map(ElementType::text).toList());
  }
}
