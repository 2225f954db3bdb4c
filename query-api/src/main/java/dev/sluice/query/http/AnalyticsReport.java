package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import dev.sluice.model.Timestamps;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/// The windows of one field over a time.
@Schema(name = "AnalyticsReport")
record AnalyticsReport(
    @Schema(example = "temperature") String eventType,
    @Schema(example = "/payload/celsius") String field,
    @Schema(
            description = "How long a window is.",
            allowableValues = {"1m", "1h"},
            example = "1m")
        String window,
    @Schema(
            format = "date-time",
            description = "The start of the first window that was looked for.",
            example = "2026-03-05T11:00:00.000Z")
        String from,
    @Schema(
            format = "date-time",
            description = "The end of the last.",
            example = "2026-03-05T12:00:00.000Z")
        String to,
    @Schema(description = "In the order of time; windows without numbers are left out.")
        List<WindowView> items)
    implements JsonBody {

  static AnalyticsReport of(
      WindowField of, WindowLength length, TimeBounds range, Collection<WindowTotals> windows) {
    return new AnalyticsReport(
        of.eventType(),
        of.field(),
        length.text(),
        Timestamps.format(range.from()),
        Timestamps.format(range.to()),
        windows.stream().map(WindowView::of).toList());
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("event_type", eventType);
    json.writeStringField("field", field);
    json.writeStringField("window", window);
    json.writeStringField("from", from);
    json.writeStringField("to", to);
    json.writeArrayFieldStart("items");
    for (WindowView item : items) {
      item.write(json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
