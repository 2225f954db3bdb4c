package dev.sluice.http.problem;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What went wrong, as [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) has it;
/// `openapi-shared.yml` describes it.
///
/// @param type always `about:blank`: the status says it all
/// @param title the phrase of the status
/// @param instance the path that was asked for
/// @param parameter the parameter to correct, where one is to blame
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    @Nullable String parameter)
    implements JsonBody {

  public static final String MEDIA_TYPE = MediaType.APPLICATION_JSON_PROBLEM;

  public static Problem of(HttpStatus status, String detail, String instance) {
    return new Problem("about:blank", status.getReason(), status.getCode(), detail, instance, null);
  }

  Problem withParameter(String name) {
    return new Problem(type, title, status, detail, instance, name);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeMembers(json);
    json.writeEndObject();
  }

  /// For problems that say more.
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField("type", type);
    json.writeStringField("title", title);
    json.writeNumberField("status", status);
    json.writeStringField("detail", detail);
    json.writeStringField("instance", instance);
    if (parameter != null) {
      json.writeStringField("parameter", parameter);
    }
  }
}
