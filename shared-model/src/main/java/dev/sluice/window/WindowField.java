package dev.sluice.window;

import java.util.Comparator;

/// A field of a type of events, of which windows are kept.
///
/// @param field a JSON Pointer into the event, such as `/payload/celsius`
public record WindowField(String eventType, String field) implements Comparable<WindowField> {
  private static final Comparator<WindowField> ORDER =
      Comparator.comparing(WindowField::eventType).thenComparing(WindowField::field);

  @Override
  public int compareTo(WindowField other) {
    return ORDER.compare(this, other);
  }
}
