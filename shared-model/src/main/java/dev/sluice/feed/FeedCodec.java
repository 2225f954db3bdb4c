package dev.sluice.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.alert.Alert;
import dev.sluice.alert.AlertState;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import dev.sluice.model.Timestamps;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Feed batches as gzipped JSON: `{"v":1,"events":[…],"counts":{…},"behind_ms":…,"alerts":[…],
/// "windows":[…]}`. Payloads travel as text, so that numbers stay as they were sent.
public final class FeedCodec {
  /// What a body may inflate to; more is taken for an attack or an accident.
  public static final int MAX_INFLATED_BYTES = 16 << 20;

  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private FeedCodec() {}

  public static byte[] encode(FeedBatch batch) {
    ObjectNode root = JSON.createObjectNode().put("v", VERSION);
    ArrayNode events = root.putArray("events");
    batch.events().forEach(event -> write(event, events.addObject()));
    write(batch.counts(), root.putObject("counts"));
    root.put("behind_ms", batch.behindLatest().toMillis());
    ArrayNode alerts = root.putArray("alerts");
    batch.alerts().forEach(alert -> write(alert, alerts.addObject()));
    ArrayNode windows = root.putArray("windows");
    batch.windows().forEach(window -> write(window, windows.addObject()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      JSON.writeValue(gzip, root);
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return bytes.toByteArray();
  }

  /// @throws FeedFormatException for bytes that [#encode] did not make
  public static FeedBatch decode(byte[] body) {
    try {
      JsonNode root = JSON.readTree(inflated(body));
      if (root.path("v").asInt() != VERSION) {
        throw new FeedFormatException("a feed batch of version " + root.path("v"));
      }
      return new FeedBatch(
          list(root.path("events"), FeedCodec::event),
          counts(root.path("counts")),
          Duration.ofMillis(root.path("behind_ms").asLong()),
          list(root.path("alerts"), FeedCodec::alert),
          list(root.path("windows"), FeedCodec::window));
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new FeedFormatException("this is no feed batch", e);
    }
  }

  private static byte[] inflated(byte[] body) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] json = gzip.readNBytes(MAX_INFLATED_BYTES + 1);
      if (json.length > MAX_INFLATED_BYTES) {
        throw new FeedFormatException("a feed batch of more than " + MAX_INFLATED_BYTES + " bytes");
      }
      return json;
    }
  }

  private static void write(FeedEvent fed, ObjectNode json) {
    Event event = fed.event();
    json.put("position", fed.position())
        .put("event_id", event.eventId().toString())
        .put("device_id", event.deviceId())
        .put("event_type", event.eventType())
        .put("event_subtype", event.eventSubtype())
        .put("event_time", Timestamps.format(event.eventTime()))
        .put("received_time", Timestamps.format(event.receivedTime()))
        .put("payload", event.payload())
        .put("source", event.source().text())
        .put("payload_omitted", fed.payloadOmitted());
  }

  private static FeedEvent event(JsonNode json) {
    return new FeedEvent(
        new Event(
            UUID.fromString(text(json, "event_id")),
            text(json, "device_id"),
            text(json, "event_type"),
            optional(json, "event_subtype"),
            time(json, "event_time"),
            time(json, "received_time"),
            text(json, "payload"),
            Source.of(text(json, "source"))),
        text(json, "position"),
        json.path("payload_omitted").asBoolean());
  }

  private static void write(FeedCounts counts, ObjectNode json) {
    json.put("received", counts.received())
        .put("stored", counts.stored())
        .put("duplicate", counts.duplicate())
        .put("erased", counts.erased());
    ObjectNode rejected = json.putObject("rejected");
    counts.rejected().forEach(rejected::put);
  }

  private static FeedCounts counts(JsonNode json) {
    SortedMap<String, Long> rejected = new TreeMap<>();
    json.path("rejected")
        .properties()
        .forEach(reason -> rejected.put(reason.getKey(), reason.getValue().asLong()));
    return new FeedCounts(
        json.path("received").asLong(),
        json.path("stored").asLong(),
        json.path("duplicate").asLong(),
        json.path("erased").asLong(),
        rejected);
  }

  private static void write(FeedAlert fed, ObjectNode json) {
    Alert alert = fed.alert();
    json.put("position", fed.position())
        .put("alert_key", alert.alertKey().toString())
        .put("rule", alert.rule())
        .put("state", alert.state().text())
        .put("device_id", alert.deviceId())
        .put("event_type", alert.eventType())
        .put("received_time", Timestamps.format(alert.receivedTime()))
        .put("value", alert.value())
        .put("detail", alert.detail())
        .put("raised_key", alert.raisedKey() == null ? null : alert.raisedKey().toString());
    if (alert.trigger() != null) {
      json.put("event_id", alert.trigger().eventId().toString())
          .put("event_time", Timestamps.format(alert.trigger().eventTime()));
    }
  }

  private static FeedAlert alert(JsonNode json) {
    String raisedKey = optional(json, "raised_key");
    return new FeedAlert(
        new Alert(
            UUID.fromString(text(json, "alert_key")),
            text(json, "rule"),
            AlertState.of(text(json, "state")),
            optional(json, "device_id"),
            optional(json, "event_type"),
            time(json, "received_time"),
            trigger(json),
            optional(json, "value"),
            text(json, "detail"),
            raisedKey == null ? null : UUID.fromString(raisedKey)),
        text(json, "position"));
  }

  private static Alert.@Nullable Trigger trigger(JsonNode json) {
    String eventId = optional(json, "event_id");
    return eventId == null
        ? null
        : new Alert.Trigger(UUID.fromString(eventId), time(json, "event_time"));
  }

  private static void write(WindowTotals window, ObjectNode json) {
    json.put("event_type", window.eventType())
        .put("field", window.field())
        .put("window", window.length().text())
        .put("window_start", Timestamps.format(window.start()))
        .put("count", window.count())
        .put("sum", window.sum().toString())
        .put("min", window.min().toString())
        .put("max", window.max().toString());
  }

  private static WindowTotals window(JsonNode json) {
    return new WindowTotals(
        text(json, "event_type"),
        text(json, "field"),
        WindowLength.of(text(json, "window")),
        time(json, "window_start"),
        json.path("count").asLong(),
        new BigDecimal(text(json, "sum")),
        new BigDecimal(text(json, "min")),
        new BigDecimal(text(json, "max")));
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
    List<T> list = new ArrayList<>(array.size());
    array.forEach(node -> list.add(element.apply(node)));
    return list;
  }

  private static Instant time(JsonNode json, String member) {
    return Timestamps.parse(text(json, member));
  }

  private static String text(JsonNode json, String member) {
    String text = optional(json, member);
    if (text == null) {
      throw new FeedFormatException("a feed batch lacks " + member);
    }
    return text;
  }

  private static @Nullable String optional(JsonNode json, String member) {
    JsonNode value = json.path(member);
    return value.isTextual() ? value.textValue() : null;
  }
}
