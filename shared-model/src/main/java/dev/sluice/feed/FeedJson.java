package dev.sluice.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.alert.Alert;
import dev.sluice.model.Event;
import dev.sluice.model.Timestamps;
import dev.sluice.window.WindowTotals;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The members of what a body holds.
final class FeedJson {
  private FeedJson() {}

  static void write(FeedEvent fed, JsonGenerator json) throws IOException {
    Event event = fed.event();
    json.writeStartObject();
    json.writeStringField("position", fed.position());
    json.writeStringField("event_id", event.eventId().toString());
    json.writeStringField("device_id", event.deviceId());
    json.writeStringField("event_type", event.eventType());
    writeOptional("event_subtype", event.eventSubtype(), json);
    json.writeStringField("event_time", Timestamps.format(event.eventTime()));
    json.writeStringField("received_time", Timestamps.format(event.receivedTime()));
    json.writeStringField("payload", event.payload());
    json.writeStringField("source", event.source().text());
    json.writeBooleanField("payload_omitted", fed.payloadOmitted());
    json.writeEndObject();
  }

  static void write(FeedCounts counts, JsonGenerator json) throws IOException {
    json.writeNumberField("received", counts.received());
    json.writeNumberField("stored", counts.stored());
    json.writeNumberField("duplicate", counts.duplicate());
    json.writeNumberField("erased", counts.erased());
    json.writeObjectFieldStart("rejected");
    for (Map.Entry<String, Long> reason : counts.rejected().entrySet()) {
      json.writeNumberField(reason.getKey(), reason.getValue());
    }
    json.writeEndObject();
  }

  static void write(FeedAlert fed, JsonGenerator json) throws IOException {
    Alert alert = fed.alert();
    json.writeStartObject();
    json.writeStringField("position", fed.position());
    json.writeStringField("alert_key", alert.alertKey().toString());
    json.writeStringField("rule", alert.rule());
    json.writeStringField("state", alert.state().text());
    writeOptional("device_id", alert.deviceId(), json);
    writeOptional("event_type", alert.eventType(), json);
    json.writeStringField("received_time", Timestamps.format(alert.receivedTime()));
    writeOptional("value", alert.value(), json);
    json.writeStringField("detail", alert.detail());
    writeOptional(
        "raised_key", alert.raisedKey() == null ? null : alert.raisedKey().toString(), json);
    Alert.Trigger trigger = alert.trigger();
    if (trigger != null) {
      json.writeStringField("event_id", trigger.eventId().toString());
      json.writeStringField("event_time", Timestamps.format(trigger.eventTime()));
    }
    json.writeEndObject();
  }

  static void write(WindowTotals window, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("event_type", window.eventType());
    json.writeStringField("field", window.field());
    json.writeStringField("window", window.length().text());
    json.writeStringField("window_start", Timestamps.format(window.start()));
    json.writeNumberField("count", window.count());
    json.writeStringField("sum", window.sum().toString());
    json.writeStringField("min", window.min().toString());
    json.writeStringField("max", window.max().toString());
    json.writeEndObject();
  }

  private static void writeOptional(String name, @Nullable String value, JsonGenerator json)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
