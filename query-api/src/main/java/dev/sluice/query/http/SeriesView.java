package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import dev.sluice.query.series.Series;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.List;

/// A series of a device.
@Schema(name = "Series")
record SeriesView(
    @Schema(example = "sensor-17") String deviceId,
    @Schema(example = "/payload/celsius") String field,
    @Schema(description = "How long a bucket is.", example = "5m") String bucket,
    @Schema(description = "By time; buckets without numbers are left out.")
        List<SeriesPointView> items,
    @Schema(description = "How many events the range holds.", example = "288") long events,
    @Schema(description = "How many of them have no number in the field.", example = "0")
        long skipped)
    implements JsonBody {

  static SeriesView of(String deviceId, SeriesQuery query, Series series) {
    return new SeriesView(
        deviceId,
        query.field().text(),
        query.bucket().text(),
        series.points().stream()
            .map(point -> SeriesPointView.of(point, query.aggregates()))
            .toList(),
        series.events(),
        series.skipped());
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("device_id", deviceId);
    json.writeStringField("field", field);
    json.writeStringField("bucket", bucket);
    json.writeArrayFieldStart("items");
    for (SeriesPointView item : items) {
      item.write(json);
    }
    json.writeEndArray();
    json.writeNumberField("events", events);
    json.writeNumberField("skipped", skipped);
    json.writeEndObject();
  }
}
