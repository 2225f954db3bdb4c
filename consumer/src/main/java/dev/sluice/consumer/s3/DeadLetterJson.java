package dev.sluice.consumer.s3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.sluice.consumer.pipeline.DeadLetter;
import dev.sluice.consumer.pipeline.Origin;
import dev.sluice.model.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// The written form of dead letters, one JSON object a line:
///
/// | member | holds |
/// |---|---|
/// | `id` | the position: the same letter always has the same id |
/// | `reason`, `detail` | the typed reason, and what exactly was wrong |
/// | `original` | the bytes of the line as they arrived (after gunzip), base64 |
/// | `partition_key`, `shard_id`, `sequence_number`, `line` | where it came from |
/// | `received_time`, `rejected_time` | when Kinesis took it, when Sluice gave it up |
final class DeadLetterJson {
  /// Escaped, because UTF-8 cannot hold half of a surrogate pair and a letter must always be
  /// written.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private DeadLetterJson() {}

  static byte[] gzippedLines(List<DeadLetter> letters, Instant now) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(new GZIPOutputStream(bytes))) {
      json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      for (DeadLetter letter : letters) {
        write(letter, now, json);
      }
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DeadLetter letter, Instant now, JsonGenerator json) throws IOException {
    Origin origin = letter.origin();
    json.writeStartObject();
    json.writeStringField("id", origin.position().text());
    json.writeStringField("reason", letter.rejection().reason().text());
    json.writeStringField("detail", letter.rejection().detail());
    json.writeStringField("partition_key", origin.partitionKey());
    json.writeStringField("shard_id", origin.position().shardId());
    json.writeStringField("sequence_number", origin.position().sequenceNumber().toString());
    json.writeNumberField("line", origin.position().line());
    json.writeStringField("received_time", Timestamps.format(origin.received()));
    json.writeStringField("rejected_time", Timestamps.format(now));
    json.writeBinaryField("original", origin.bytes());
    json.writeEndObject();
  }
}
