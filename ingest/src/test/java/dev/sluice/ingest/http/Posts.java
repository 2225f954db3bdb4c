package dev.sluice.ingest.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/// Events to post, a minute old by the clock of the tests.
public final class Posts {
  public static final String ADAPTER_ID = "169a9a74-0c3f-4b0e-9c9c-1d2b0a6f0001";
  public static final String ADAPTER =
      """
      {"id":"169a9a74-0c3f-4b0e-9c9c-1d2b0a6f0001","event_type":"network_connection",\
      "device_id":"sensor-1","processing_timestamp":"2026-03-05T11:59:00.260080Z",\
      "event_details":{"source_ip":"192.168.0.1","destination_port":23680,"v":1.10}}\
      """;
  public static final String NAMED =
      """
      {"event_uuid":"3f2b8c1e-5d57-4b8e-8e86-b6e2b2c5a002","event_name":"account:created",\
      "created_at":1772711940,"device_id":"sensor-2","plan":"größer"}\
      """;
  public static final String CLOUD =
      """
      {"specversion":"1.0","id":"A-17","type":"reading","source":"/plant/7",\
      "subject":"sensor-3","time":"2026-03-05T11:59:00Z","data":{"celsius":21.50}}\
      """;

  private Posts() {}

  static String array(String... events) {
    return "[" + String.join(",", events) + "]";
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] gzip(String text) {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }
}
