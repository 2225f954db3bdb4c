package dev.sluice.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.window.WindowTotals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// One body in the making: events go straight into the compressor, so that nothing but its output
/// is held.
final class FeedBody {
  static final int VERSION = 1;

  private static final JsonFactory JSON = new JsonFactory();

  /// Beyond what is written, the compressor may hold so much back; so does the next event.
  private static final int ENOUGH_BYTES = 128 << 10;

  /// Well below what a reader inflates.
  private static final int ENOUGH_INFLATED_BYTES = FeedCodec.MAX_INFLATED_BYTES / 4;

  /// An alert or a window, compressed, at the very most.
  private static final int HELD_BYTES = 512;

  private final ByteArrayOutputStream compressed = new ByteArrayOutputStream(8 << 10);
  private final JsonGenerator json;
  private final List<FeedAlert> alerts = new ArrayList<>();
  private final List<WindowTotals> windows = new ArrayList<>();
  private long inflated;

  FeedBody() throws IOException {
    json = JSON.createGenerator(new FastGzip(compressed));
    json.writeStartObject();
    json.writeNumberField("v", VERSION);
    json.writeArrayFieldStart("events");
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteArrayOutputStream out) throws IOException {
      super(out, 4 << 10);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  void add(FeedEvent event) throws IOException {
    FeedJson.write(event, json);
    inflated += 400 + 2L * event.event().payload().length();
  }

  void add(FeedAlert alert) {
    alerts.add(alert);
  }

  void add(WindowTotals window) {
    windows.add(window);
  }

  boolean isFull() {
    long held = (long) HELD_BYTES * (alerts.size() + windows.size());
    return compressed.size() + held >= ENOUGH_BYTES || inflated >= ENOUGH_INFLATED_BYTES;
  }

  /// The end: nothing can be added any more.
  byte[] close(FeedCounts counts, Duration behindLatest) throws IOException {
    json.writeEndArray();
    json.writeObjectFieldStart("counts");
    FeedJson.write(counts, json);
    json.writeEndObject();
    json.writeNumberField("behind_ms", behindLatest.toMillis());
    json.writeArrayFieldStart("alerts");
    for (FeedAlert alert : alerts) {
      FeedJson.write(alert, json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("windows");
    for (WindowTotals window : windows) {
      FeedJson.write(window, json);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.close();
    return compressed.toByteArray();
  }
}
