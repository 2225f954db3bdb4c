package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import dev.sluice.model.Event;
import dev.sluice.model.Timestamps;
import dev.sluice.query.read.KeptEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An event as the API answers it.
@Schema(name = "Event")
record EventView(
    @Schema(format = "uuid", example = "169a9a74-0b1f-4e4e-9c0b-6f5b7d3a2c11") String eventId,
    @Schema(example = "sensor-17") String deviceId,
    @Schema(example = "temperature") String eventType,
    @Schema(description = "Omitted where there is none.", example = "indoor")
        @Nullable String eventSubtype,
    @Schema(
            format = "date-time",
            description = "By the device's clock.",
            example = "2026-03-05T01:49:51.260Z")
        String eventTime,
    @Schema(
            format = "date-time",
            description = "When the stream took it.",
            example = "2026-03-05T01:49:51.700Z")
        String receivedTime,
    @Schema(
            type = "string",
            description = "The envelope it arrived in.",
            allowableValues = {"adapter_event", "named_event", "cloud_event"})
        String source,
    @Schema(
            implementation = Object.class,
            type = "object",
            description = "A JSON object; its numbers as they were sent.",
            example = "{\"celsius\":21.10}")
        String payload,
    @Schema(
            description =
                "True for an event that has expired and is in the archive; omitted otherwise.",
            example = "true")
        @Nullable Boolean archived)
    implements JsonBody {

  static EventView of(Event event) {
    return of(new KeptEvent(event, false));
  }

  static EventView of(KeptEvent kept) {
    Event event = kept.event();
    return new EventView(
        event.eventId().toString(),
        event.deviceId(),
        event.eventType(),
        event.eventSubtype(),
        Timestamps.format(event.eventTime()),
        Timestamps.format(event.receivedTime()),
        event.source().text(),
        event.payload(),
        kept.archived() ? true : null);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("event_id", eventId);
    json.writeStringField("device_id", deviceId);
    json.writeStringField("event_type", eventType);
    if (eventSubtype != null) {
      json.writeStringField("event_subtype", eventSubtype);
    }
    json.writeStringField("event_time", eventTime);
    json.writeStringField("received_time", receivedTime);
    json.writeStringField("source", source);
    json.writeFieldName("payload");
    json.writeRawValue(payload);
    if (archived != null) {
      json.writeBooleanField("archived", archived);
    }
    json.writeEndObject();
  }
}
