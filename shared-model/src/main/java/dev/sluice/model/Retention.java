package dev.sluice.model;

import java.time.Duration;
import java.time.Instant;

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

  public Instant eventExpiry(Event event) {
    return event.receivedTime().plus(events);
  }

  public Instant claimExpiry(Event event) {
    Instant expiry = eventExpiry(event);
    Instant lastAccepted = event.eventTime().plus(window.past());
    return (expiry.isAfter(lastAccepted) ? expiry : lastAccepted).plus(stream);
  }
}
