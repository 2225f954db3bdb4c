package dev.sluice.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The canonical record of one thing that happened on a device, whatever envelope it arrived in.
///
/// @param eventId what de-duplication goes by
/// @param deviceId the device; also the partition key, so one device's events stay in order
/// @param eventType what happened
/// @param eventSubtype a finer division of the type
/// @param eventTime the device's clock, whole milliseconds
/// @param receivedTime when Kinesis took the record, whole milliseconds; a replay sees the same
/// @param payload a JSON object as text, its numbers as they were sent
/// @param source the envelope it arrived in
public record Event(
    UUID eventId,
    String deviceId,
    String eventType,
    @Nullable String eventSubtype,
    Instant eventTime,
    Instant receivedTime,
    String payload,
    Source source) {

  public Event {
    eventTime = eventTime.truncatedTo(ChronoUnit.MILLIS);
    receivedTime = receivedTime.truncatedTo(ChronoUnit.MILLIS);
  }

  /// Where the event lies in the table of events.
  public EventKey key() {
    return EventKey.of(deviceId, eventTime, eventId);
  }
}
