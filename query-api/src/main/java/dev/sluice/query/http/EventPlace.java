package dev.sluice.query.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far somebody has read a device's events: the bounds as they were at the first page, because
/// those that were left out move with the clock, and where the last page ended.
record EventPlace(TimeBounds bounds, @Nullable String after) {

  /// Reads what [#text()] wrote.
  static EventPlace parse(String text) {
    String[] parts = text.split(" ", 3);
    return new EventPlace(
        new TimeBounds(Instant.parse(parts[0]), Instant.parse(parts[1])), parts[2]);
  }

  String text() {
    return bounds.from() + " " + bounds.to() + " " + after;
  }
}
