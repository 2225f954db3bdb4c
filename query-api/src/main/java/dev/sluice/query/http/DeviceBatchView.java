package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.List;

/// The devices that were asked for.
@Schema(name = "DeviceBatch")
record DeviceBatchView(
    @Schema(description = "Those that are there, in the order asked for.") List<DeviceView> items,
    @Schema(description = "Those that are not.") List<String> missing)
    implements JsonBody {

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("items");
    for (DeviceView item : items) {
      item.write(json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("missing");
    for (String id : missing) {
      json.writeString(id);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
