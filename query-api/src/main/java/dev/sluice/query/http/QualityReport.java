package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import dev.sluice.model.Timestamps;
import dev.sluice.quality.QualityCounts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// The quality of all types over a time.
@Schema(name = "QualityReport")
record QualityReport(
    @Schema(
            format = "date-time",
            description = "The first minute that is counted.",
            example = "2026-03-05T11:00:00.000Z")
        String from,
    @Schema(
            format = "date-time",
            description = "The first that is not any more.",
            example = "2026-03-05T12:00:00.000Z")
        String to,
    @Schema(description = "By event type; none without events.") List<QualityView> items,
    QualityView total)
    implements JsonBody {

  static QualityReport of(TimeBounds range, SortedMap<String, QualityCounts> counts) {
    List<QualityView> items = new ArrayList<>(counts.size());
    counts.forEach((type, of) -> items.add(QualityView.of(type, of)));
    QualityCounts sum = counts.values().stream().reduce(QualityCounts.NONE, QualityCounts::plus);
    return new QualityReport(
        Timestamps.format(range.from()),
        Timestamps.format(range.to()),
        items,
        QualityView.of(null, sum));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("from", from);
    json.writeStringField("to", to);
    json.writeArrayFieldStart("items");
    for (QualityView item : items) {
      item.write(json);
    }
    json.writeEndArray();
    json.writeFieldName("total");
    total.write(json);
    json.writeEndObject();
  }
}
