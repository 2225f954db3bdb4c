package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scope;
import dev.sluice.http.json.JsonBody;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.List;

/// Who asks, and what they may see.
@Schema(name = "Access")
record AccessView(
    @Schema(description = "The subject of the token, or the name of the key.", example = "ada")
        String principal,
    @Schema(description = "What may be done.", example = "[\"telemetry:read\",\"alerts:read\"]")
        List<String> scopes,
    @Schema(
            description = "What the ids of all devices that may be seen begin with; empty for all.",
            example = "zurich-")
        String devicePrefix,
    @Schema(
            description = "How callers prove who they are; `off`: everybody sees everything.",
            allowableValues = {"jwt", "api-keys", "off"})
        String authentication)
    implements JsonBody {

  static AccessView of(Access access, String authentication) {
    return new AccessView(
        access.principal(),
        access.scopes().stream().sorted().map(Scope::text).toList(),
        access.devicePrefix(),
        authentication);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("principal", principal);
    json.writeArrayFieldStart("scopes");
    for (String scope : scopes) {
      json.writeString(scope);
    }
    json.writeEndArray();
    json.writeStringField("device_prefix", devicePrefix);
    json.writeStringField("authentication", authentication);
    json.writeEndObject();
  }
}
