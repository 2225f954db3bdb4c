package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.alert.EventRule;
import dev.sluice.alert.RejectedShareRule;
import dev.sluice.alert.Rule;
import dev.sluice.alert.SilenceRule;
import dev.sluice.http.json.JsonBody;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A rule that raises alerts.
@Schema(name = "Rule")
record RuleView(
    @Schema(example = "too-hot") String name,
    @Schema(
            allowableValues = {"threshold", "rate", "value-set", "silence", "rejected-share"},
            example = "threshold")
        String type,
    @Schema(
            description = "Of the events it judges; omitted where by none in particular.",
            example = "temperature")
        @Nullable String eventType,
    @Schema(
            description = "Where in those events it looks; omitted where it looks at no field.",
            example = "/payload/celsius")
        @Nullable String field,
    @Schema(
            description = "What breaks it.",
            example = "/payload/celsius of temperature is above 30; clears when it is below 28")
        String text)
    implements JsonBody {

  static RuleView of(Rule rule) {
    return switch (rule) {
      case EventRule judged ->
          new RuleView(
              judged.name(),
              judged.type(),
              judged.eventType(),
              judged.field().text(),
              judged.text());
      case RejectedShareRule share ->
          new RuleView(share.name(), share.type(), share.eventType(), null, share.text());
      case SilenceRule silence ->
          new RuleView(silence.name(), silence.type(), null, null, silence.text());
    };
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("type", type);
    if (eventType != null) {
      json.writeStringField("event_type", eventType);
    }
    if (field != null) {
      json.writeStringField("field", field);
    }
    json.writeStringField("text", text);
    json.writeEndObject();
  }
}
