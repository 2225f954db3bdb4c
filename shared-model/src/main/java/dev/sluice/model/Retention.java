package dev.sluice.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// When events and claims expire.
///
/// A claim outlives its event, and every re-send that would still be accepted: by the accepted past
/// and by the stream's own retention, from which an old record may be read again.
///
/// @param events how long an event stays readable after it was received
/// @param stream how long the stream keeps a record
public record Retention(Duration events, Duration stream, AcceptanceWindow window) {

  public Retention {
    if (events.isNegative() || events.isZero()) {
      throw new IllegalArgumentException(
          "retention of events " + events + " is not above zero; 7 days is PT168H");
    }
    if (stream.isNegative() || stream.isZero()) {
      throw new IllegalArgumentException(
          "retention of the stream " + stream + " is not above zero; AWS keeps PT24H to PT8760H");
    }
  }

  /// In whole seconds, as DynamoDB's TTL counts them.
  public Instant eventExpiry(Event event) {
    return wholeSeconds(event.receivedTime().plus(events));
  }

  /// In whole seconds too.
  public Instant claimExpiry(Event event) {
    Instant expiry = eventExpiry(event);
    Instant lastAccepted = event.eventTime().plus(window.past());
    return wholeSeconds((expiry.isAfter(lastAccepted) ? expiry : lastAccepted).plus(stream));
  }

  /// When the last event of a UTC date of event time that may still arrive has expired; in whole
  /// seconds too.
  public Instant dayExpiry(LocalDate date) {
    Instant end = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return wholeSeconds(end.plus(window.past()).plus(events));
  }

  /// Upwards: rounded down, a claim would end up to a second before the last re-send.
  private static Instant wholeSeconds(Instant instant) {
    Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
    return second.equals(instant) ? second : second.plusSeconds(1);
  }
}
