package dev.sluice.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every service's description must be: it says everything about everything that the server
/// does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ApiDescriptionContract {
  private static final List<Integer> OF_EVERY_CALL =
      List.of(400, 401, 403, 406, 413, 414, 429, 431, 500, 503);

  private final Document document;
  private final String name;
  private final StrictSchemas schemas;

  /// @param name of the served file
  protected ApiDescriptionContract(Document document, String name) {
    this.document = document;
    this.name = name;
    this.schemas = new StrictSchemas(document);
  }

  protected abstract EmbeddedServer server();

  /// The body of an answer.
  protected abstract String get(String path);

  protected final Stream<Operation> operations() {
    return document.operations().stream();
  }

  @Test
  void theDocumentIsOpenApi31AndServedToThePage() {
    String served = get("/openapi/" + name);

    assertThat(served).startsWith("openapi: 3.1.0").doesNotContain("nullable", "SetFlag", "&id");
    assertThat(get("/swagger-ui/index.html")).contains("/openapi/" + name);
  }

  @Test
  void eachRouteOfTheServerHasAnOperationAndEachOperationARoute() {
    Set<String> routes =
        server()
            .getApplicationContext()
            .getBean(Router.class)
            .uriRoutes()
            .filter(route -> !Set.of("HEAD", "OPTIONS").contains(route.getHttpMethodName()))
            .map(ApiDescriptionContract::text)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(document.operations().stream().map(Operation::toString).toList())
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
    document
        .root()
        .findValues("schema")
        .forEach(schema ->
            schemaOfSchemas
                .validate(schema)
                .forEach(found -> complaints.add(schema + ": " + found)));
    document
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
    document
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
          JsonNode resolved = document.resolved(response.getValue());
          assertThat(resolved.path("description").asText()).isNotBlank();
          resolved
              .path("content")
              .properties()
              .forEach(content -> fits(operation + " " + response.getKey(), content.getValue()));
        });
    JsonNode body = operation.node().path("requestBody").path("content");
    body.properties().forEach(content -> fits(operation + " body", content.getValue()));
  }

  private void fits(String what, JsonNode content) {
    assertThat(content.has("schema")).as("%s has a schema", what).isTrue();
    assertThat(content.has("example")).as("%s has an example", what).isTrue();
    assertThat(schemas.complaints(content.get("schema"), content.get("example")))
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
