package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.alert.Alert;
import dev.sluice.http.json.JsonBody;
import dev.sluice.model.Timestamps;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An alert as the API answers it, and tells it live.
@Schema(name = "Alert")
record AlertView(
    @Schema(
            format = "uuid",
            description = "Of the rule, what it is about, and what triggered it.",
            example = "0b4ad94b-1e0f-5ad2-9d1c-3f0a4a5f7c11")
        String alertKey,
    @Schema(example = "too-hot") String rule,
    @Schema(
            allowableValues = {"raised", "cleared"},
            example = "raised")
        String state,
    @Schema(description = "Omitted where it is about a type of events.", example = "sensor-17")
        @Nullable String deviceId,
    @Schema(
            description = "Of the events it was judged by; omitted where by none in particular.",
            example = "temperature")
        @Nullable String eventType,
    @Schema(
            format = "date-time",
            description =
                "When the event was received that triggered it; else when it had lasted too long.",
            example = "2026-03-05T01:49:51.700Z")
        String receivedTime,
    @Schema(
            format = "uuid",
            description = "The event that triggered it; omitted where none did.",
            example = "169a9a74-0b1f-4e4e-9c0b-6f5b7d3a2c11")
        @Nullable String eventId,
    @Schema(
            format = "date-time",
            description = "By the device's clock; omitted where no event triggered it.",
            example = "2026-03-05T01:49:51.260Z")
        @Nullable String eventTime,
    @Schema(ref = "#/components/schemas/FoundValue") @Nullable String value,
    @Schema(example = "/payload/celsius is 31.5, above 30") String detail,
    @Schema(
            format = "uuid",
            description = "Of a cleared alert: the key of the one that was raised.",
            example = "0b4ad94b-1e0f-5ad2-9d1c-3f0a4a5f7c11")
        @Nullable String raisedKey)
    implements JsonBody {

  static AlertView of(Alert alert) {
    Alert.Trigger trigger = alert.trigger();
    return new AlertView(
        alert.alertKey().toString(),
        alert.rule(),
        alert.state().text(),
        alert.deviceId(),
        alert.eventType(),
        Timestamps.format(alert.receivedTime()),
        trigger == null ? null : trigger.eventId().toString(),
        trigger == null ? null : Timestamps.format(trigger.eventTime()),
        alert.value(),
        alert.detail(),
        alert.raisedKey() == null ? null : alert.raisedKey().toString());
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("alert_key", alertKey);
    json.writeStringField("rule", rule);
    json.writeStringField("state", state);
    writeOptional("device_id", deviceId, json);
    writeOptional("event_type", eventType, json);
    json.writeStringField("received_time", receivedTime);
    writeOptional("event_id", eventId, json);
    writeOptional("event_time", eventTime, json);
    if (value != null) {
      json.writeFieldName("value");
      json.writeRawValue(value);
    }
    json.writeStringField("detail", detail);
    writeOptional("raised_key", raisedKey, json);
    json.writeEndObject();
  }

  private static void writeOptional(String name, @Nullable String value, JsonGenerator json)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
