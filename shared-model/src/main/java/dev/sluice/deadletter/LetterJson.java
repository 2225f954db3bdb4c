package dev.sluice.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.sluice.model.Timestamps;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The written form of letters: gzipped NDJSON, an object a line.
///
/// | member | holds |
/// |---|---|
/// | `id` | the position: the same letter always has the same id |
/// | `reason`, `detail` | the typed reason, and what exactly was wrong |
/// | `original` | the bytes of the line as they arrived (after gunzip), base64 |
/// | `partition_key`, `shard_id`, `sequence_number`, `line` | where it came from |
/// | `received_time`, `rejected_time` | when Kinesis took it, when Sluice gave it up |
/// | `device_id`, `event_id`, `event_type` | what the original says of itself; absent if nothing |
///
/// A reader skips members that it does not know, so that a writer may add some.
public final class LetterJson {
  /// Escaped, because UTF-8 cannot hold half of a surrogate pair and a letter must always be
  /// written.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private LetterJson() {}

  public static byte[] write(List<Letter> letters) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(new GZIPOutputStream(bytes))) {
      json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      for (Letter letter : letters) {
        write(letter, json);
      }
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(Letter letter, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", letter.id());
    json.writeStringField("reason", letter.cause().reason());
    json.writeStringField("detail", letter.cause().detail());
    writeIfKnown("device_id", letter.glimpse().deviceId(), json);
    writeIfKnown("event_id", letter.glimpse().eventId(), json);
    writeIfKnown("event_type", letter.glimpse().eventType(), json);
    json.writeStringField("partition_key", letter.place().partitionKey());
    json.writeStringField("shard_id", letter.place().shardId());
    json.writeStringField("sequence_number", letter.place().sequenceNumber());
    json.writeNumberField("line", letter.place().line());
    json.writeStringField("received_time", Timestamps.format(letter.times().received()));
    json.writeStringField("rejected_time", Timestamps.format(letter.times().rejected()));
    json.writeBinaryField("original", letter.original());
    json.writeEndObject();
  }

  private static void writeIfKnown(String name, @Nullable String value, JsonGenerator json)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  /// @param gzip what [#write] made, perhaps of a newer version
  /// @throws LetterFormatException naming line and member
  public static List<Letter> read(byte[] gzip) {
    byte[] text;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      text = in.readAllBytes();
    } catch (IOException e) {
      throw new LetterFormatException("no gzip: " + e.getMessage(), e);
    }
    List<Letter> letters = new ArrayList<>();
    int number = 0;
    for (String line : new String(text, StandardCharsets.UTF_8).split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        letters.add(LetterLine.parse(line, number).letter());
      }
    }
    return letters;
  }
}
