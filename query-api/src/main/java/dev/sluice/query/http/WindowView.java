package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import dev.sluice.model.Timestamps;
import dev.sluice.window.WindowTotals;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.math.BigDecimal;

/// The numbers of one window.
@Schema(name = "Window")
record WindowView(
    @Schema(
            format = "date-time",
            description = "Inclusive; the window ends where the next one starts.",
            example = "2026-03-05T11:59:00.000Z")
        String windowStart,
    @Schema(description = "How many numbers there were.", minimum = "1", example = "120")
        long count,
    @Schema(example = "2580.00") BigDecimal sum,
    @Schema(example = "19.25") BigDecimal min,
    @Schema(example = "23.50") BigDecimal max,
    @Schema(description = "To 16 digits.", example = "21.5") BigDecimal avg)
    implements JsonBody {

  static WindowView of(WindowTotals totals) {
    return new WindowView(
        Timestamps.format(totals.start()),
        totals.count(),
        totals.sum(),
        totals.min(),
        totals.max(),
        totals.average());
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("window_start", windowStart);
    json.writeNumberField("count", count);
    json.writeNumberField("sum", sum);
    json.writeNumberField("min", min);
    json.writeNumberField("max", max);
    json.writeNumberField("avg", avg);
    json.writeEndObject();
  }
}
