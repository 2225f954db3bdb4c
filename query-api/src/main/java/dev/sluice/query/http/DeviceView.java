package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import dev.sluice.model.Timestamps;
import dev.sluice.query.read.DeviceSnapshot;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A device and the newest event of each type.
@Schema(name = "Device")
record DeviceView(
    @Schema(example = "sensor-17") String deviceId,
    @Schema(
            format = "date-time",
            description =
                "The minute in which an event of it was last received; omitted while not yet"
                    + " noted.",
            example = "2026-03-05T01:49:00.000Z")
        @Nullable String lastSeen,
    @Schema(
            description =
                "The newest event of each type, by type. They stay when events of their age have"
                    + " expired: the last known state.")
        List<EventView> events,
    @Schema(description = "False when the device has more types than one answer holds.")
        boolean complete)
    implements JsonBody {

  static DeviceView of(DeviceSnapshot device) {
    return new DeviceView(
        device.deviceId(),
        device.lastSeen() == null ? null : Timestamps.format(device.lastSeen()),
        device.newest().stream().map(EventView::of).toList(),
        device.complete());
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("device_id", deviceId);
    if (lastSeen != null) {
      json.writeStringField("last_seen", lastSeen);
    }
    json.writeArrayFieldStart("events");
    for (EventView event : events) {
      event.write(json);
    }
    json.writeEndArray();
    json.writeBooleanField("complete", complete);
    json.writeEndObject();
  }
}
