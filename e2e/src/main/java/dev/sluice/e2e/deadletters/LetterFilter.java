package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.Letter;
import dev.sluice.model.Timestamps;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Chooses letters. Pure.
///
/// @param reasons any of these; all if empty
/// @param from the first time of arrival
/// @param to the time of arrival before which letters lie
/// @param device that the original names, or the partition key of its record
record LetterFilter(
    Set<String> reasons, @Nullable Instant from, @Nullable Instant to, @Nullable String device) {
  static final LetterFilter ALL = new LetterFilter(Set.of(), null, null, null);

  LetterFilter {
    reasons = Set.copyOf(reasons);
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException(
          "--from %s is not before --to %s"
              .formatted(Timestamps.format(from), Timestamps.format(to)));
    }
  }

  /// What this accepts of the letters that arrived before a time.
  LetterFilter before(Instant end) {
    if (to != null && !to.isAfter(end)) {
      return this;
    }
    Instant start = from == null || from.isBefore(end) ? from : end.minusNanos(1);
    return new LetterFilter(reasons, start, end, device);
  }

  boolean accepts(Letter letter) {
    Instant received = letter.times().received();
    return (reasons.isEmpty() || reasons.contains(letter.cause().reason()))
        && (from == null || !received.isBefore(from))
        && (to == null || received.isBefore(to))
        && (device == null
            || device.equals(letter.glimpse().deviceId())
            || device.equals(letter.place().partitionKey()));
  }

  /// Whether letters that arrived on a UTC day can be among them.
  boolean accepts(LocalDate day) {
    return (from == null || !day.isBefore(Timestamps.day(from)))
        && (to == null || !day.isAfter(Timestamps.day(to.minusNanos(1))));
  }
}
