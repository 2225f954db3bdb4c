package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.alert.Alert;
import dev.sluice.feed.FeedEvent;
import dev.sluice.http.json.JsonBody;
import dev.sluice.model.Timestamps;
import dev.sluice.query.live.LiveBodies;
import dev.sluice.window.WindowTotals;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Events, alerts and windows for live clients, as the reads of the API answer them.
@Singleton
final class LiveJson implements LiveBodies {
  private static final byte[] OMITTED =
      ",\"payload_omitted\":true}".getBytes(StandardCharsets.UTF_8);

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /// A payload that was left out is `{}`, and said to be.
  @Override
  public byte[] event(FeedEvent fed) {
    byte[] event = written(EventView.of(fed.event())::write);
    if (!fed.payloadOmitted()) {
      return event;
    }
    byte[] marked = Arrays.copyOf(event, event.length - 1 + OMITTED.length);
    System.arraycopy(OMITTED, 0, marked, event.length - 1, OMITTED.length);
    return marked;
  }

  @Override
  public byte[] alert(Alert alert) {
    return written(AlertView.of(alert)::write);
  }

  @Override
  public byte[] window(WindowTotals window) {
    return written(json -> {
      json.writeStartObject();
      json.writeStringField("event_type", window.eventType());
      json.writeStringField("field", window.field());
      json.writeStringField("window", window.length().text());
      json.writeStringField("window_start", Timestamps.format(window.start()));
      json.writeNumberField("count", window.count());
      json.writeNumberField("sum", window.sum());
      json.writeNumberField("min", window.min());
      json.writeNumberField("max", window.max());
      json.writeNumberField("avg", window.average());
      json.writeEndObject();
    });
  }

  /// On one line: a line break between the tokens of a payload would end an event of a stream.
  private static byte[] written(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JsonBody.FACTORY.createGenerator(bytes)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    byte[] line = bytes.toByteArray();
    for (int i = 0; i < line.length; i++) {
      if (line[i] == '\n' || line[i] == '\r') {
        line[i] = ' ';
      }
    }
    return line;
  }
}
