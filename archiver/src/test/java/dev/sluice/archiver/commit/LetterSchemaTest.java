package dev.sluice.archiver.commit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.archiver.change.Change.Refused.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LetterSchemaTest {
  @Test
  void theSchemaNamesTheReasonsOfChanges() throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(Path.of("../docs/schemas/dead-letter.schema.json").toFile());
    assertThat(schema.at("/$defs/change_reason/enum"))
        .extracting(JsonNode::textValue)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Reason.values()).map(Reason::text).toList());
  }
}
