package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.List;

/// The rules that raise alerts.
@Schema(name = "RuleList")
record RulesView(@Schema(description = "As configured.") List<RuleView> items) implements JsonBody {

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("items");
    for (RuleView item : items) {
      item.write(json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
