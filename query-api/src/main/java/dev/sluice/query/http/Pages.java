package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one form of all lists.
final class Pages {
  private Pages() {}

  static void write(JsonGenerator json, List<? extends JsonBody> items, @Nullable String next)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("items");
    for (JsonBody item : items) {
      item.write(json);
    }
    json.writeEndArray();
    json.writeStringField("next_cursor", next);
    json.writeEndObject();
  }
}
