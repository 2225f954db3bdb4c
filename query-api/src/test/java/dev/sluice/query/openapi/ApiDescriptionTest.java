package dev.sluice.query.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.http.openapi.ApiDescriptionContract;
import dev.sluice.http.openapi.Operation;
import dev.sluice.http.openapi.Parameter;
import dev.sluice.http.openapi.StrictSchemas;
import dev.sluice.query.http.TestServer;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ApiDescriptionTest extends ApiDescriptionContract {
  private static final BadValues VALUES = new BadValues(new StrictSchemas(Served.document()));
  private static final Set<String> BOUNDED_FORMATS = Set.of("uuid", "date", "date-time");

  private TestServer server;

  ApiDescriptionTest() {
    super(Served.document(), "sluice-query-api.yml");
  }

  @BeforeAll
  void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  protected EmbeddedServer server() {
    return server.server();
  }

  @Override
  protected String get(String path) {
    return server.get(path).body();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void eachParameterHasASchemaWithBoundsAndAnExampleThatFits(Operation operation) {
    assertThat(
            operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("path"))
                .map(Parameter::name))
        .containsExactlyElementsOf(operation.variables());
    for (Parameter parameter : operation.parameters()) {
      JsonNode schema = parameter.schema();
      assertThat(isBounded(schema)).as("%s has bounds: %s", parameter, schema).isTrue();
      if (!parameter.isToken()) {
        assertThat(parameter.example()).as("the example of %s", parameter).isNotEmpty();
        assertThat(VALUES.fits(schema, parameter.example()))
            .as("the example of %s", parameter)
            .isTrue();
      }
    }
  }

  private static boolean isBounded(JsonNode schema) {
    return switch (schema.path("type").asText()) {
      case "boolean" -> true;
      case "integer", "number" -> schema.has("minimum") && schema.has("maximum");
      case "string" ->
          schema.has("enum")
              || schema.has("maxLength")
              || schema.path("pattern").asText().matches("\\^.*\\{\\d+,\\d+}.*\\$")
              || BOUNDED_FORMATS.contains(schema.path("format").asText());
      case "array" -> schema.has("maxItems") && isBounded(schema.get("items"));
      default -> false;
    };
  }
}
