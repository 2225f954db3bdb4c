package dev.sluice.query.read;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A device's events within `[from, to)` of event time.
///
/// Event times are whole milliseconds, so a bound between two of them means the next one.
///
/// @param type only events of this type; null for all
public record EventRange(
    String deviceId, Instant from, Instant to, @Nullable String type, Order order) {

  public EventRange {
    from = nextMilli(from);
    to = nextMilli(to);
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("from " + from + " is after to " + to);
    }
  }

  public EventRange withBounds(Instant newFrom, Instant newTo) {
    return new EventRange(deviceId, newFrom, newTo, type, order);
  }

  private static Instant nextMilli(Instant instant) {
    Instant floor = instant.truncatedTo(ChronoUnit.MILLIS);
    return floor.equals(instant) ? floor : floor.plusMillis(1);
  }
}
