package dev.sluice.query.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.http.problem.BadParameterException;
import dev.sluice.wire.StrictJson;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which devices somebody asks for at once.
@Schema(name = "DeviceBatchRequest")
record DeviceBatchRequest(
    @ArraySchema(
            minItems = 1,
            maxItems = DeviceBatchRequest.MAX_IDS,
            uniqueItems = true,
            schema =
                @Schema(
                    type = "string",
                    pattern = "^[A-Za-z0-9._:-]{1,128}$",
                    example = "sensor-17"))
        List<String> deviceIds) {
  static final int MAX_IDS = 100;

  private static final String BODY = "body";
  private static final String DEVICE_IDS = "device_ids";
  private static final String RULE = "{\"device_ids\":[…]} with 1 to " + MAX_IDS + " device ids";

  /// Reads it strictly.
  ///
  /// @throws BadParameterException naming the member that is wrong, such as `device_ids[3]`
  static DeviceBatchRequest parse(byte[] body) {
    JsonNode root =
        switch (StrictJson.read(body)) {
          case StrictJson.Result.Value(JsonNode value) -> value;
          case StrictJson.Result.Refused(var rejection) ->
              throw new BadParameterException(
                  BODY,
                  "the body is not JSON: " + rejection.detail() + "; " + RULE + " is accepted");
        };
    if (!(root instanceof ObjectNode object)) {
      throw new BadParameterException(BODY, "the body is no object; " + RULE + " is accepted");
    }
    object.fieldNames().forEachRemaining(DeviceBatchRequest::checkKnown);
    if (!(object.get(DEVICE_IDS) instanceof ArrayNode ids)) {
      throw new BadParameterException(
          DEVICE_IDS, "device_ids is missing or no array; " + RULE + " is accepted");
    }
    if (ids.isEmpty() || ids.size() > MAX_IDS) {
      throw new BadParameterException(
          DEVICE_IDS,
          "device_ids has " + ids.size() + " entries; 1 to " + MAX_IDS + " are accepted");
    }
    return new DeviceBatchRequest(ids(ids));
  }

  /// How an entry is named to whoever sent it.
  static String place(int index) {
    return DEVICE_IDS + "[" + index + "]";
  }

  private static void checkKnown(String member) {
    if (!member.equals(DEVICE_IDS)) {
      String shown = BadParameterException.shown(member);
      throw new BadParameterException(
          shown, "there is no member \"" + shown + "\" here; " + DEVICE_IDS + " is accepted");
    }
  }

  private static List<String> ids(ArrayNode array) {
    List<String> ids = new ArrayList<>(array.size());
    Set<String> known = new HashSet<>();
    for (int i = 0; i < array.size(); i++) {
      if (!array.get(i).isTextual()) {
        throw BadParameterException.of(place(i), array.get(i).toString(), "a text");
      }
      String id = QueryParameters.deviceId(place(i), array.get(i).textValue());
      if (!known.add(id)) {
        throw new BadParameterException(
            place(i), place(i) + " \"" + id + "\" is there twice; once is accepted");
      }
      ids.add(id);
    }
    return ids;
  }
}
