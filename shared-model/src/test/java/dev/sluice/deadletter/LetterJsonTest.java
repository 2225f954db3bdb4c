package dev.sluice.deadletter;

import static dev.sluice.deadletter.Letters.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LetterJsonTest {
  private static final byte[] EVENT =
      bytes("{\"id\":\"i\",\"event_type\":\"t\",\"device_id\":\"d\\ud83d\"}");

  private static String text(List<Letter> letters) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(LetterJson.write(letters)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(bytes(text));
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(RejectReason.class)
  void whatIsWrittenIsReadBack(RejectReason reason) {
    List<Letter> letters =
        List.of(
            Letters.letter(reason, EVENT),
            Letters.letter(reason, new byte[] {0, -1, '\n', 13}),
            Letters.letter(reason, new byte[0]));
    assertThat(LetterJson.read(LetterJson.write(letters)))
        .usingRecursiveComparison()
        .isEqualTo(letters);
  }

  @Test
  void aLetterIsALine() throws IOException {
    Letter letter = Letters.letter(RejectReason.NOT_JSON, bytes("a\nb"));
    assertThat(text(List.of(letter, letter))).matches("\\{[^\n]*}\n\\{[^\n]*}\n");
  }

  @Test
  void theFormIsTheOneThatIsDocumented() throws IOException {
    assertThat(text(List.of(Letters.letter(RejectReason.MISSING_MEMBER, bytes("{\"id\":\"i\"}")))))
        .isEqualTo(
            """
            {"id":"1767225600000/shardId-000000000000/%s5/0000000000/000002",\
            "reason":"missing_member","detail":"the detail, with \\u00FC, \\" and \\uD83D\\uDE80",\
            "event_id":"i","partition_key":"device-7","shard_id":"shardId-000000000000",\
            "sequence_number":"5","line":2,"received_time":"2026-03-01T12:00:30.123Z",\
            "rejected_time":"2026-03-01T12:00:32.123Z","original":"eyJpZCI6ImkifQ=="}
            """
                .formatted("0".repeat(59)));
  }

  @Test
  void aReaderSkipsWhatANewerWriterAddsAndTakesItsReasons() throws IOException {
    Letter letter = Letters.letter(RejectReason.NOT_JSON, EVENT);
    String newer =
        text(List.of(letter))
            .replace("{\"id\"", "{\"added\":{\"deep\":[1]},\"id\"")
            .replace("not_json", "too_strange");
    Letter read = LetterJson.read(gzip(newer)).getFirst();
    assertThat(read.cause().reason()).isEqualTo("too_strange");
    assertThat(read.glimpse()).isEqualTo(letter.glimpse());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"id\"|\"other\"|\"id\" is missing, not a string",
        "\"line\":2|\"line\":\"2\"|\"line\" is STRING, not a whole number",
        "2026-03-01T12:00:30.123Z|noon|\"received_time\" is STRING, not a time such as",
        "=|%|\"original\" is STRING, not base64",
        "\"reason\":\"not_json\"|\"reason\":7|\"reason\" is NUMBER, not a string",
      })
  void aLineThatIsNoLetterIsNamedWithItsMember(String good, String bad, String message)
      throws IOException {
    String line = text(List.of(Letters.letter(RejectReason.NOT_JSON, bytes("abcd"))));
    assertThat(line).contains(good);
    byte[] broken = gzip(line + line.replaceFirst(java.util.regex.Pattern.quote(good), bad));
    assertThatThrownBy(() -> LetterJson.read(broken))
        .isInstanceOf(LetterFormatException.class)
        .hasMessageContaining("line 2: ")
        .hasMessageContaining(message);
  }

  @Test
  void whatIsNoGzipOrNoJsonIsSaidToBeSo() throws IOException {
    assertThatThrownBy(() -> LetterJson.read(bytes("{}"))).hasMessageContaining("no gzip");
    byte[] cut = gzip("{\"id\":");
    assertThatThrownBy(() -> LetterJson.read(cut)).hasMessageContaining("line 1 is no JSON");
  }
}
