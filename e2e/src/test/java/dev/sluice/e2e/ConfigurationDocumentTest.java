package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// `docs/configuration.md` is made of what the configuration classes say of themselves. To make it
/// anew: `./sluice test -pl e2e -am -Dtest=ConfigurationDocumentTest -DskipITs
/// -Dsurefire.failIfNoSpecifiedTests=false -Dsluice.write-docs=true`.
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
    Map<String, Object> defaults = new HashMap<>();
    for (String service :
        List.of("stream-service", "consumer", "archiver", "query-api", "ingest", "http-service")) {
      defaults.putAll(defaultsOf(service));
    }
    properties.forEach((name, property) ->
        text.append("| `")
            .append(name)
            .append("` | ")
            .append(shownDefault(name, property, defaults))
            .append(" | ")
            .append(oneLine(property.path("description").asText("")))
            .append(" |\n"));
    return text.toString();
  }

  /// What the service's own configuration file says.
  private static Map<String, Object> defaultsOf(String service) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            ConfigurationDocumentTest.class
                .getClassLoader()
                .getResourceAsStream(service + "/application.yml"),
            service)) {
      return new YamlPropertySourceLoader().read("defaults", file);
    }
  }

  private static String shownDefault(String name, JsonNode property, Map<String, Object> defaults) {
    Object value = defaults.getOrDefault(name, property.path("defaultValue").asText(""));
    return value.toString().isEmpty() ? "–" : "`" + value + "`";
  }

  private static String oneLine(String description) {
    return description.strip().replaceAll("\\s+", " ").replace("|", "\\|");
  }
}
