package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.List;

/// The shards that somebody works on.
@Schema(name = "ShardList")
record ShardsView(@Schema(description = "By stream and id.") List<ShardView> items)
    implements JsonBody {

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("items");
    for (ShardView item : items) {
      item.write(json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
