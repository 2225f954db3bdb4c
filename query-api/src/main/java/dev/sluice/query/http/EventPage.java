package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of events.
@Schema(name = "EventPage")
record EventPage(
    List<EventView> items,
    @Schema(
            nullable = true,
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "Give it as `cursor` for the next page; null at the end.",
            example = "AXUp0sMmdgNXvGOtyFPpsExAPdrBCTmMrR5uDT0CYPCLlNPHbI3S")
        @Nullable String nextCursor)
    implements JsonBody {

  @Override
  public void write(JsonGenerator json) throws IOException {
    Pages.write(json, items, nextCursor);
  }
}
