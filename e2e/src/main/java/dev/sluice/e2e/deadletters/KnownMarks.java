package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.Letter;
import dev.sluice.model.Timestamps;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The marks as they were when a day was first asked about. One day is held at a time: letters come
/// day by day.
final class KnownMarks {
  private final ReplayMarks marks;
  private @Nullable LocalDate day;
  private Map<String, Mark> ofDay = Map.of();

  KnownMarks(ReplayMarks marks) {
    this.marks = marks;
  }

  Optional<Mark> of(Letter letter) {
    LocalDate received = Timestamps.day(letter.times().received());
    if (!received.equals(day)) {
      ofDay = marks.ofDay(received);
      day = received;
    }
    return Optional.ofNullable(ofDay.get(letter.id()));
  }
}
