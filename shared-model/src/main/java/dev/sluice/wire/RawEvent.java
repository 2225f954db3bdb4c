package dev.sluice.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.Source;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event as its envelope states it: the members found and of the right JSON type, nothing judged
/// yet.
///
/// @param eventTime as written: ISO-8601 text, or a number of epoch seconds or milliseconds
public record RawEvent(
    UUID eventId,
    String deviceId,
    String eventType,
    @Nullable String eventSubtype,
    String eventTime,
    ObjectNode payload,
    Source source) {

  public RawEvent withTime(String time) {
    return new RawEvent(eventId, deviceId, eventType, eventSubtype, time, payload, source);
  }

  public RawEvent withType(String type, @Nullable String subtype) {
    return new RawEvent(eventId, deviceId, type, subtype, eventTime, payload, source);
  }
}
