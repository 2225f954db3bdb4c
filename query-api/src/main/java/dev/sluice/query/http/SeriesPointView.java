package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import dev.sluice.model.Timestamps;
import dev.sluice.query.series.Aggregate;
import dev.sluice.query.series.Series;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A bucket of a series, with what was asked for of it.
@Schema(name = "SeriesPoint")
record SeriesPointView(
    @Schema(
            format = "date-time",
            description = "Where the bucket begins.",
            example = "2026-03-05T01:45:00.000Z")
        String time,
    @Schema(description = "To 34 digits.", example = "21.35") @Nullable BigDecimal avg,
    @Schema(example = "20.9") @Nullable BigDecimal min,
    @Schema(example = "21.8") @Nullable BigDecimal max,
    @Schema(example = "12") @Nullable Long count,
    @Schema(example = "256.2") @Nullable BigDecimal sum,
    @Schema(
            description = "The smallest number that at least 95 of 100 are not above.",
            example = "21.8")
        @Nullable BigDecimal p95)
    implements JsonBody {

  static SeriesPointView of(Series.Point point, Set<Aggregate> asked) {
    return new SeriesPointView(
        Timestamps.format(point.start()),
        asked.contains(Aggregate.AVG) ? point.avg() : null,
        asked.contains(Aggregate.MIN) ? point.min() : null,
        asked.contains(Aggregate.MAX) ? point.max() : null,
        asked.contains(Aggregate.COUNT) ? point.count() : null,
        asked.contains(Aggregate.SUM) ? point.sum() : null,
        asked.contains(Aggregate.P95) ? point.p95() : null);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("time", time);
    number(json, Aggregate.AVG, avg);
    number(json, Aggregate.MIN, min);
    number(json, Aggregate.MAX, max);
    if (count != null) {
      json.writeNumberField(Aggregate.COUNT.text(), count);
    }
    number(json, Aggregate.SUM, sum);
    number(json, Aggregate.P95, p95);
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, Aggregate name, @Nullable BigDecimal value)
      throws IOException {
    if (value != null) {
      json.writeNumberField(name.text(), value);
    }
  }
}
