package dev.sluice.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an event says about itself, payload aside.
///
/// @param eventId null for malformed sends: nobody can rely on reading one
/// @param eventSubtype what stands behind the colon of `account:created`
/// @param eventTime the device's clock, whole milliseconds
public record EventIdentity(
    @Nullable UUID eventId,
    String deviceId,
    String eventType,
    @Nullable String eventSubtype,
    Instant eventTime) {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  public EventIdentity {
    eventTime = eventTime.truncatedTo(ChronoUnit.MILLIS);
  }

  /// The type as devices write it: `account:created`, or `temperature` where there is no subtype.
  public String writtenType() {
    return eventSubtype == null ? eventType : eventType + ":" + eventSubtype;
  }

  /// `<ISO-8601 UTC millis>#<event_id>`: text order is time order, and the greatest key of a device
  /// and type is its newest event.
  public String eventKey() {
    return isoMillis(eventTime) + "#" + eventId;
  }

  /// `2024-03-05T01:49:51.260Z`
  public static String isoMillis(Instant instant) {
    return MILLIS.format(instant);
  }
}
