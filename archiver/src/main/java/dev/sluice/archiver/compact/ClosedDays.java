package dev.sluice.archiver.compact;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// When a day of the archive is closed: once its last acceptable event has expired, and some time
/// after, for what was in transit. Should a row come later still, the day is open again until it is
/// merged.
///
/// @param acceptedPast how long after the day its events may arrive
/// @param retention how long an event is kept after it arrived
/// @param margin for DynamoDB, which deletes within days, and for an archiver that was away
public record ClosedDays(Duration acceptedPast, Duration retention, Duration margin) {
  /// As the consumer is configured if nobody says otherwise.
  public static final ClosedDays DEFAULT =
      new ClosedDays(Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(2));

  public ClosedDays {
    notNegative("accepted past", acceptedPast);
    notNegative("retention", retention);
    notNegative("margin", margin);
  }

  private static void notNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " " + value + " is below zero");
    }
  }

  /// The first moment at which the day is closed.
  public Instant closedAt(LocalDate eventDate) {
    return eventDate
        .plusDays(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant()
        .plus(acceptedPast)
        .plus(retention)
        .plus(margin);
  }

  public boolean isClosed(LocalDate eventDate, Instant now) {
    return !now.isBefore(closedAt(eventDate));
  }
}
