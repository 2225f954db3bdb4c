package dev.sluice.archiver.verify;

import java.time.LocalDate;
import java.util.Optional;

/// The UTC dates of event times that are looked at, both ends included.
public record DateRange(LocalDate from, LocalDate to) {
  public static final DateRange ALL = new DateRange(LocalDate.MIN, LocalDate.MAX);

  public DateRange {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("--from " + from + " is after --to " + to);
    }
  }

  public boolean contains(LocalDate date) {
    return !date.isBefore(from) && !date.isAfter(to);
  }

  /// The date, if it is only one.
  public Optional<LocalDate> single() {
    return from.equals(to) ? Optional.of(from) : Optional.empty();
  }
}
