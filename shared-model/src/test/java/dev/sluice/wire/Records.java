package dev.sluice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Records for tests: valid ones of each envelope, and ways to pack them.
final class Records {
  static final String ADAPTER =
      """
      {"id":"169a9a74-0c3f-4b0e-9c9c-1d2b0a6f0001","event_type":"network_connection",\
      "device_id":"154ef306-1111-4222-8333-444455556666",\
      "processing_timestamp":"2024-03-05T01:49:51.260080Z",\
      "event_details":{"source_ip":"192.168.0.1","destination_ip":"142.250.74.110",\
      "destination_port":23680}}\
      """;
  static final String NAMED =
      """
      {"event_uuid":"3f2b8c1e-5d57-4b8e-8e86-b6e2b2c5a002","event_name":"account:created",\
      "created_at":1710000000,"plan":"free","nested":{"v":1.10}}\
      """;
  static final String CLOUD =
      """
      {"specversion":"1.0","id":"A-17","type":"reading","source":"/plant/7",\
      "subject":"device-9","time":"2024-03-05T01:49:51Z","data":{"celsius":21.50}}\
      """;

  private static final RecordDecoder DECODER = new RecordDecoder(DecodeLimits.DEFAULT);

  private Records() {}

  static List<DecodedLine> decode(byte[] record) {
    return DECODER.decode(record, "partition-key");
  }

  static List<DecodedLine> decode(String record) {
    return decode(record.getBytes(UTF_8));
  }

  static RawEvent event(String record) {
    return ((DecodedLine.Decoded) decode(record).getFirst()).event();
  }

  /// What became of each line, behind its number: `0 decoded`, `1 not_json`.
  static List<String> story(List<DecodedLine> lines) {
    return lines.stream()
        .map(line ->
            switch (line) {
              case DecodedLine.Decoded decoded -> decoded.line() + " decoded";
              case DecodedLine.Undecodable bad ->
                  bad.line() + " " + bad.rejection().reason().text();
            })
        .toList();
  }

  static List<String> story(String record) {
    return story(decode(record));
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

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
