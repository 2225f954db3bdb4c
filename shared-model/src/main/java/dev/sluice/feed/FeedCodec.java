package dev.sluice.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.alert.Alert;
import dev.sluice.alert.AlertState;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import dev.sluice.model.Timestamps;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import org.jspecify.annotations.Nullable;

/// Feed batches as gzipped JSON: `{"v":1,"events":[…],"counts":{…},"behind_ms":…,"alerts":[…],
/// "windows":[…]}`. Payloads travel as text, so that numbers stay as they were sent.
public final class FeedCodec {
  /// What a body may inflate to; more is taken for an attack or an accident.
  public static final int MAX_INFLATED_BYTES = 16 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private FeedCodec() {}

  /// All in one body, whatever its size; [FeedParts] cuts.
  public static byte[] encode(FeedBatch batch) {
    try {
      FeedBody body = new FeedBody();
      for (FeedEvent event : batch.events()) {
        body.add(event);
      }
      batch.alerts().forEach(body::add);
      batch.windows().forEach(body::add);
      return body.close(batch.counts(), batch.behindLatest());
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
  }

  /// @throws FeedFormatException for bytes that [#encode] did not make
  public static FeedBatch decode(byte[] body) {
    try {
      JsonNode root = JSON.readTree(inflated(body));
      if (root.path("v").asInt() != FeedBody.VERSION) {
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
