package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.http.HttpStatus;
import io.micronaut.openapi.annotation.OpenAPIExtraSchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What went wrong, as [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) has it.
@OpenAPIExtraSchema
@Schema(name = "Problem", description = "What went wrong, by RFC 9457.")
record Problem(
    @Schema(description = "Always `about:blank`: the status says it all.", example = "about:blank")
        String type,
    @Schema(description = "The phrase of the status.", example = "Bad Request") String title,
    @Schema(example = "400") int status,
    @Schema(example = "limit \"0\" is not a whole number from 1 to 1000") String detail,
    @Schema(description = "The path that was asked for.", example = "/v1/devices") String instance,
    @Schema(description = "The parameter to correct, where one is to blame.", example = "limit")
        @Nullable String parameter)
    implements JsonBody {

  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(HttpStatus status, String detail, String instance) {
    return new Problem("about:blank", status.getReason(), status.getCode(), detail, instance, null);
  }

  Problem withParameter(String name) {
    return new Problem(type, title, status, detail, instance, name);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeStringField("title", title);
    json.writeNumberField("status", status);
    json.writeStringField("detail", detail);
    json.writeStringField("instance", instance);
    if (parameter != null) {
      json.writeStringField("parameter", parameter);
    }
    json.writeEndObject();
  }
}
