package dev.sluice.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The console as the server hands it out, and what it asks first.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleTest {
  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/console/app.js, javascript",
    "/console/console.css, text/css",
    "/console/icon.svg, image/svg+xml",
    "/console/vendor/uplot/uPlot.iife.min.js, javascript"
  })
  void itsFilesHaveTheirTypes(String path, String type) {
    HttpResponse<String> response = server.get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).contains(type);
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void thePageLeadsToTheDescriptionOfTheApi() {
    assertThat(server.get("/").body()).contains("href=\"swagger-ui/\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/nothing.js",
        "/console/../application.yml",
        "/console/%2e%2e/application.yml",
        "/console/..%2f..%2fapplication.yml",
        "/application.yml",
        "/home/index.html"
      })
  void nothingElseIsHandedOut(String path) {
    assertThat(server.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void whoeverAsksIsToldWhatTheyMaySee() {
    JsonNode access = TestServer.json(server.get("/v1/access"));

    assertThat(access.get("principal").textValue()).isEqualTo("anybody");
    assertThat(access.get("scopes"))
        .extracting(JsonNode::textValue)
        .containsExactly("telemetry:read", "telemetry:write", "alerts:read", "admin");
    assertThat(access.get("device_prefix").textValue()).isEmpty();
    assertThat(access.get("authentication").textValue()).isEqualTo("off");
  }

  @Test
  void aParameterThatIsNoneIsNamed() {
    HttpResponse<String> response = server.get("/v1/access?who=me");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(TestServer.json(response).get("parameter").textValue()).isEqualTo("who");
  }
}
