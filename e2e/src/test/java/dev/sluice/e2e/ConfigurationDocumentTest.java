package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// `docs/configuration.md` is made of what the configuration classes say of themselves. To make it
/// anew: `./sluice test -pl e2e -am -Dtest=ConfigurationDocumentTest -Dsluice.write-docs=true`.
class ConfigurationDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/configuration.md");
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";

  @Test
  void theDocumentSaysWhatTheCodeSays() throws IOException {
    String generated = generate();
    if (Boolean.getBoolean("sluice.write-docs")) {
      Files.writeString(DOCUMENT, generated);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("docs/configuration.md is stale; see this test's doc for how to make it anew")
        .isEqualTo(generated);
  }

  private static String generate() throws IOException {
    SortedMap<String, JsonNode> properties = new TreeMap<>();
    for (URL url :
        Collections.list(ConfigurationDocumentTest.class.getClassLoader().getResources(METADATA))) {
      for (JsonNode property : new ObjectMapper().readTree(url).path("properties")) {
        if (property.path("name").asText().startsWith("sluice.")) {
          properties.put(property.get("name").asText(), property);
        }
      }
    }
    assertThat(properties).hasSizeGreaterThan(20);
    StringBuilder text =
        new StringBuilder(
            """
            # Configuration

            Made from the configuration classes; a test keeps it true. Each property can be set in
            `config/application.yml` beside the service, as a system property, or as an environment
            variable: `sluice.consumer.events.retention` is `SLUICE_CONSUMER_EVENTS_RETENTION`. A value
            that will not do stops the start with a message that names it. Durations are ISO-8601
            (`PT15M`, `P7D`).

            AWS endpoints, region and credentials are the AWS SDK's own settings (`AWS_REGION`,
            `AWS_ENDPOINT_URL_KINESIS`, …). `SLUICE_CLOUDWATCH=true` publishes metrics to CloudWatch;
            `SLUICE_LOG=text` makes logs for people instead of JSON.

            | property | default | meaning |
            |---|---|---|
            """);
    properties.forEach((name, property) ->
        text.append("| `")
            .append(name)
            .append("` | ")
            .append(shownDefault(property))
            .append(" | ")
            .append(oneLine(property.path("description").asText("")))
            .append(" |\n"));
    return text.toString();
  }

  private static String shownDefault(JsonNode property) {
    String value = property.path("defaultValue").asText("");
    return value.isEmpty() ? "–" : "`" + value + "`";
  }

  private static String oneLine(String description) {
    return description.strip().replaceAll("\\s+", " ").replace("|", "\\|");
  }
}
