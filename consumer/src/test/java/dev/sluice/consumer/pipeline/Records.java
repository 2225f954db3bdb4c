package dev.sluice.consumer.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.model.Timestamps;
import dev.sluice.stream.StreamRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/// Kinesis records as devices send them.
final class Records {
  private Records() {}

  static StreamRecord record(int sequence, String text) {
    return record(sequence, text.getBytes(UTF_8));
  }

  static StreamRecord record(int sequence, byte[] bytes) {
    return record(sequence, Samples.RECEIVED, bytes);
  }

  static StreamRecord record(int sequence, Instant arrived, byte[] bytes) {
    return new StreamRecord(
        Integer.toString(sequence), 0, "device-key", arrived, ByteBuffer.wrap(bytes));
  }

  /// @param millis before the arrival
  static String json(int id, String device, String type, int millis, int reading) {
    return """
    {"id":"%s","event_type":"%s","device_id":"%s","processing_timestamp":"%s","event_details":{"reading":%d}}\
    """
        .formatted(
            Samples.id(id),
            type,
            device,
            Timestamps.format(Samples.RECEIVED.minusMillis(millis)),
            reading);
  }

  static String json(int id) {
    return json(id, "d", "t", 100 - id, id);
  }

  static byte[] gzip(byte[] text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
