package dev.sluice.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// The key of an event: a partition per device and UTC day of event time, ordered within by event
/// time and then id, so that two events never share a place and "newest" has one answer.
///
/// @param deviceDay `<device_id>#<yyyy-MM-dd>`
/// @param eventKey `<ISO-8601 millis>#<event_id>`
public record EventKey(String deviceDay, String eventKey) {

  public static EventKey of(String deviceId, Instant eventTime, UUID eventId) {
    return new EventKey(
        deviceDay(deviceId, Timestamps.day(eventTime)),
        Timestamps.format(eventTime) + "#" + eventId);
  }

  public static String deviceDay(String deviceId, LocalDate day) {
    return deviceId + "#" + day;
  }
}
