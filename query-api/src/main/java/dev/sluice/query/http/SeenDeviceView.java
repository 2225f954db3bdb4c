package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import dev.sluice.model.Timestamps;
import dev.sluice.query.read.SeenDevice;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;

/// A device in a list.
@Schema(name = "SeenDevice")
record SeenDeviceView(
    @Schema(example = "sensor-17") String deviceId,
    @Schema(
            format = "date-time",
            description = "The minute in which an event of it was last received.",
            example = "2026-03-05T01:49:00.000Z")
        String lastSeen)
    implements JsonBody {

  static SeenDeviceView of(SeenDevice device) {
    return new SeenDeviceView(device.deviceId(), Timestamps.format(device.lastSeen()));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("device_id", deviceId);
    json.writeStringField("last_seen", lastSeen);
    json.writeEndObject();
  }
}
