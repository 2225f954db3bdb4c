package dev.sluice.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.sluice.model.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The schema that others go by says what is written.
class LetterSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILE = Path.of("../docs/schemas/dead-letter.schema.json");

  private final JsonNode document = JSON.readTree(FILE.toFile());
  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);

  LetterSchemaTest() throws IOException {}

  private static ObjectNode written(RejectReason reason, String original) throws IOException {
    byte[] gzip = LetterJson.write(List.of(Letters.letter(reason, Letters.bytes(original))));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return (ObjectNode) JSON.readTree(in);
    }
  }

  @ParameterizedTest
  @EnumSource(RejectReason.class)
  void everyLetterIsValid(RejectReason reason) throws IOException {
    assertThat(schema.validate(written(reason, "{\"id\":\"i\",\"device_id\":\"d\"}"))).isEmpty();
    assertThat(schema.validate(written(reason, ""))).isEmpty();
  }

  @Test
  void theReasonsAreAllReasons() throws IOException {
    List<String> named =
        JSON.convertValue(
            document.at("/$defs/event_reason/enum"),
            JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(RejectReason.values()).map(RejectReason::text).toList());
  }

  @Test
  void everyMemberWrittenIsDescribedAndEveryRequiredOneIsWritten() throws IOException {
    ObjectNode full =
        written(RejectReason.NOT_JSON, "{\"id\":\"i\",\"device_id\":\"d\",\"event_type\":\"t\"}");
    assertThat(document.get("properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(() -> full.fieldNames());
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "reason", "line", "received_time", "original", "partition_key"})
  void aLetterWithoutARequiredMemberIsNotValid(String member) throws IOException {
    ObjectNode letter = written(RejectReason.NOT_JSON, "x");
    letter.remove(member);
    assertThat(schema.validate(letter)).isNotEmpty();
  }
}
