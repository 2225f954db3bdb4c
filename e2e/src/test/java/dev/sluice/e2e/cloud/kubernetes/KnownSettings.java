package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.e2e.cloud.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The environment variables that mean something to a service, with the types of their values: what
/// `docs/configuration.md` is made of, what the configuration files ask for by `${…}`, and the
/// SDK's own.
final class KnownSettings {
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final Pattern ASKED_FOR = Pattern.compile("\\$\\{([A-Z][A-Z_]+):");
  private static final List<String> FILES =
      List.of(
          "stream-service/application.yml",
          "stream-service/logback.xml",
          "http-service/application.yml",
          "consumer/application.yml",
          "archiver/application.yml",
          "query-api/application.yml",
          "query-api/logback.xml",
          "ingest/application.yml");

  private static final String TEXT = "java.lang.String";

  private final Map<String, String> types = new TreeMap<>();

  KnownSettings() throws IOException {
    ClassLoader loader = KnownSettings.class.getClassLoader();
    for (URL url : Collections.list(loader.getResources(METADATA))) {
      for (JsonNode property : new ObjectMapper().readTree(url).path("properties")) {
        if (property.path("name").asText().startsWith("sluice.")) {
          types.put(variable(property.get("name").asText()), property.path("type").asText());
        }
      }
    }
    for (String file : FILES) {
      try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(file), file)) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        ASKED_FOR.matcher(text).results().forEach(found -> types.put(found.group(1), TEXT));
      }
    }
    types.put("SLUICE_PREFIX", TEXT);
    types.put("SLUICE_CLOUDWATCH", "boolean");
    types.put("AWS_REGION", TEXT);
    types.put("JAVA_TOOL_OPTIONS", TEXT);
  }

  /// As Micronaut finds it among the environment variables.
  static String variable(String property) {
    return property
        .toUpperCase(Locale.ROOT)
        .replace("[*]", "_0")
        .replace('.', '_')
        .replace('-', '_');
  }

  /// @return what is wrong with it
  Optional<String> objection(String key, String value) {
    String type = types.get(key);
    if (type == null) {
      return Optional.of(
          "no service has a setting %s; like it are %s"
              .formatted(key, Nearest.to(key, types.keySet())));
    }
    return switch (type) {
      case "int", "long", "java.lang.Integer", "java.lang.Long" ->
          value.matches("-?\\d+") ? Optional.empty() : wrong(key, value, "a whole number");
      case "boolean", "java.lang.Boolean" ->
          value.matches("true|false") ? Optional.empty() : wrong(key, value, "true or false");
      case "java.time.Duration" ->
          isDuration(value)
              ? Optional.empty()
              : wrong(key, value, "a duration such as PT15M or P7D");
      default -> value.isBlank() ? wrong(key, value, "a text") : Optional.empty();
    };
  }

  private static Optional<String> wrong(String key, String value, String fits) {
    return Optional.of("%s is \"%s\"; it takes %s".formatted(key, value, fits));
  }

  private static boolean isDuration(String value) {
    try {
      Duration.parse(value);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
