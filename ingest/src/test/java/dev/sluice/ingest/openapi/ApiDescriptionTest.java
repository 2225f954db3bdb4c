package dev.sluice.ingest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.sluice.http.openapi.Document;
import dev.sluice.http.openapi.Operation;
import dev.sluice.http.openapi.StrictSchemas;
import dev.sluice.ingest.http.TestServer;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The description says everything about everything that the server does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApiDescriptionTest {
  private static final Document DOCUMENT = Served.document();
  private static final StrictSchemas SCHEMAS = new StrictSchemas(DOCUMENT);
  private static final List<Integer> OF_EVERY_CALL =
      List.of(400, 401, 403, 406, 413, 414, 429, 431, 500, 503);

  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<Operation> operations() {
    return DOCUMENT.operations().stream();
  }

  @Test
  void theDocumentIsOpenApi31AndServedToThePage() {
    String served = server.get("/openapi/sluice-ingest.yml").body();

    assertThat(served).startsWith("openapi: 3.1.0").doesNotContain("nullable", "SetFlag", "&id");
    assertThat(server.get("/swagger-ui/index.html").body()).contains("/openapi/sluice-ingest.yml");
  }

  @Test
  void eachRouteOfTheServerHasAnOperationAndEachOperationARoute() {
    Set<String> routes =
        server
            .server()
            .getApplicationContext()
            .getBean(Router.class)
            .uriRoutes()
            .filter(route -> !Set.of("HEAD", "OPTIONS").contains(route.getHttpMethodName()))
            .map(ApiDescriptionTest::text)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(DOCUMENT.operations().stream().map(Operation::toString).toList())
        .containsExactlyInAnyOrderElementsOf(routes);
  }

  private static String text(UriRouteInfo<?, ?> route) {
    return route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString();
  }

  @Test
  void eachSchemaIsProperJsonSchema() {
    JsonSchema schemaOfSchemas =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    List<String> complaints = new ArrayList<>();
    DOCUMENT
        .root()
        .findValues("schema")
        .forEach(schema ->
            schemaOfSchemas
                .validate(schema)
                .forEach(found -> complaints.add(schema + ": " + found)));
    DOCUMENT
        .root()
        .at("/components/schemas")
        .properties()
        .forEach(schema ->
            schemaOfSchemas
                .validate(schema.getValue())
                .forEach(found -> complaints.add(schema.getKey() + ": " + found)));
    assertThat(complaints).isEmpty();
  }

  @Test
  void eachMemberOfASchemaSaysWhatItIsAndShowsIt() {
    List<String> complaints = new ArrayList<>();
    DOCUMENT
        .root()
        .at("/components/schemas")
        .properties()
        .forEach(schema ->
            schema
                .getValue()
                .path("properties")
                .properties()
                .forEach(member -> {
                  if (!isTold(member.getValue())) {
                    complaints.add(
                        schema.getKey() + "." + member.getKey() + " " + member.getValue());
                  }
                }));
    assertThat(complaints).as("without a type, or without an example").isEmpty();
  }

  private static boolean isTold(JsonNode member) {
    if (member.has("$ref") || member.has("anyOf")) {
      return true;
    }
    return switch (member.path("type").isTextual() ? member.get("type").textValue() : "mixed") {
      case "boolean", "array" -> true;
      case "string" -> member.has("enum") || !member.path("examples").isEmpty();
      default -> member.has("type") && !member.path("examples").isEmpty();
    };
  }

  @ParameterizedTest
  @MethodSource("operations")
  void eachResponseHasASchemaAndAnExampleThatFits(Operation operation) {
    assertThat(operation.node().path("summary").asText()).isNotBlank();
    operation
        .node()
        .get("responses")
        .properties()
        .forEach(response -> {
          JsonNode resolved = DOCUMENT.resolved(response.getValue());
          assertThat(resolved.path("description").asText()).isNotBlank();
          resolved
              .path("content")
              .properties()
              .forEach(content -> fits(operation + " " + response.getKey(), content.getValue()));
        });
    JsonNode body = operation.node().path("requestBody").path("content");
    body.properties().forEach(content -> fits(operation + " body", content.getValue()));
  }

  private static void fits(String what, JsonNode content) {
    assertThat(content.has("schema")).as("%s has a schema", what).isTrue();
    assertThat(content.has("example")).as("%s has an example", what).isTrue();
    assertThat(SCHEMAS.complaints(content.get("schema"), content.get("example")))
        .as("the example of %s: %s", what, content.get("example"))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void eachCallSaysWhichProblemsItHas(Operation operation) {
    if (operation.path().startsWith("/v1/")) {
      for (int status : OF_EVERY_CALL) {
        assertThat(operation.response(status)).as("%s %d", operation, status).isPresent();
      }
    }
    if (operation.node().has("requestBody")) {
      assertThat(operation.response(415)).as("%s 415", operation).isPresent();
    }
  }
}
