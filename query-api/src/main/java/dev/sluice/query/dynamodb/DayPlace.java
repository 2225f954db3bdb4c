package dev.sluice.query.dynamodb;

import org.jspecify.annotations.Nullable;

/// How far somebody has walked a day.
///
/// @param bucket the number of the partition of devices one is in
/// @param device the last one begun; null before the first of the bucket
/// @param eventKey the last event of it that was read; null when all of them were
record DayPlace(int bucket, @Nullable String device, @Nullable String eventKey) {
  static final DayPlace START = new DayPlace(0, null, null);

  /// Reads what [#text()] wrote: `<bucket>/<device>/<event key>`, the latter two perhaps empty.
  static DayPlace parse(String text) {
    String[] parts = text.split("/", 3);
    return new DayPlace(Integer.parseInt(parts[0]), orNull(parts[1]), orNull(parts[2]));
  }

  private static @Nullable String orNull(String part) {
    return part.isEmpty() ? null : part;
  }

  String text() {
    return bucket + "/" + (device == null ? "" : device) + "/" + (eventKey == null ? "" : eventKey);
  }
}
