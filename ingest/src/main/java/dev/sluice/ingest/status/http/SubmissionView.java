package dev.sluice.ingest.status.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.deadletter.Letter;
import dev.sluice.http.json.JsonBody;
import dev.sluice.ingest.status.SubmissionState;
import dev.sluice.ingest.submission.ElementType;
import dev.sluice.model.Timestamps;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A submission as it is answered; members that its state does not have are left out.
@Schema(
    name = "Submission",
    requiredProperties = {"submission_id", "state"})
record SubmissionView(
    @Schema(format = "uuid", example = "3f1c9f6e-8a52-4c41-9d0e-5a1f0b7c2d10") String submissionId,
    @Schema(
            allowableValues = {"stored", "rejected", "unknown"},
            example = "stored")
        String state,
    @Schema(
            description = "Absent where nothing tells it.",
            example = "154ef306-1111-4222-8333-444455556666",
            nullable = false)
        @Nullable String deviceId,
    @Schema(
            description = "How many of its events are stored, by type: they grow until all are.",
            example = "{\"new_process\":2,\"network_connection\":1}",
            nullable = false)
        @Nullable Map<String, Integer> events,
    @Schema(
            description = "Why it was rejected; a word of docs/operations.md.",
            example = "malformed_member",
            nullable = false)
        @Nullable String reason,
    @Schema(
            description = "Which member or value, and what would have been accepted.",
            example =
                "\"events.network_connection[0].destination_port\" is the number \"70000\", not a"
                    + " whole number from 1 to 65535",
            nullable = false)
        @Nullable String detail,
    @Schema(format = "date-time", example = "2026-03-05T12:00:00.000Z", nullable = false)
        @Nullable String rejectedTime)
    implements JsonBody {

  static SubmissionView of(SubmissionState state) {
    String id = state.submissionId().toString();
    return switch (state) {
      case SubmissionState.Unknown _ ->
          new SubmissionView(id, "unknown", null, null, null, null, null);
      case SubmissionState.Stored(_, String device, Map<ElementType, Integer> counts) -> {
        Map<String, Integer> events = new TreeMap<>();
        counts.forEach((type, count) -> events.put(type.text(), count));
        String known = device.isEmpty() ? null : device;
        yield new SubmissionView(id, "stored", known, events, null, null, null);
      }
      case SubmissionState.Rejected(_, Letter letter) ->
          new SubmissionView(
              id,
              "rejected",
              letter.glimpse().deviceId(),
              null,
              letter.cause().reason(),
              letter.cause().detail(),
              Timestamps.format(letter.times().rejected()));
    };
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("submission_id", submissionId);
    json.writeStringField("state", state);
    writeIfKnown("device_id", deviceId, json);
    if (events != null) {
      json.writeObjectFieldStart("events");
      for (Map.Entry<String, Integer> type : events.entrySet()) {
        json.writeNumberField(type.getKey(), type.getValue());
      }
      json.writeEndObject();
    }
    writeIfKnown("reason", reason, json);
    writeIfKnown("detail", detail, json);
    writeIfKnown("rejected_time", rejectedTime, json);
    json.writeEndObject();
  }

  private static void writeIfKnown(String name, @Nullable String value, JsonGenerator json)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
