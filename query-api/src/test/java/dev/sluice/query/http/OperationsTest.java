package dev.sluice.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.http.problem.Problems;
import dev.sluice.query.read.EventRepository;
import io.micronaut.context.ApplicationContext;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is there for people and machines beside the reads.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OperationsTest {
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
  @ValueSource(
      strings = {
        "/swagger-ui/",
        "/swagger-ui/index.html",
        "/swagger-ui/res/swagger-ui.css",
        "/swagger-ui/res/swagger-ui-bundle.js",
        "/swagger-ui/res/swagger-ui-standalone-preset.js",
        "/openapi/sluice-query-api.yml"
      })
  void theDocumentAndItsPageAreServedFromHere(String path) {
    HttpResponse<String> response = server.get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isNotEmpty();
  }

  @Test
  void thePageLoadsNothingFromElsewhere() {
    assertThat(server.get("/swagger-ui/index.html").body()).doesNotContain("http://", "https://");
  }

  @Test
  void theDocumentHasEveryReadAndTheFormOfProblems() {
    assertThat(server.get("/openapi/sluice-query-api.yml").body())
        .contains(
            "/v1/devices:",
            "/v1/devices/{device_id}:",
            "/v1/devices/{device_id}/events:",
            "/v1/devices/{device_id}/series:",
            "/v1/devices:batchGet:",
            "/v1/events:",
            "/v1/events/{event_id}:",
            "/v1/quality:",
            "id_collision",
            "#/components/schemas/Problem",
            "next_cursor",
            "received_time");
  }

  @Test
  void livenessAsksNobody() {
    assertThat(server.get("/health/liveness").statusCode()).isEqualTo(200);
  }

  @Test
  void anotherServiceOnTheSameClassPathSeesNoBeanOfThisOne() {
    try (ApplicationContext other =
        ApplicationContext.builder()
            .overrideConfigLocations("classpath:other/")
            .deduceEnvironment(false)
            .properties(java.util.Map.of("sluice.service", "consumer"))
            .start()) {
      assertThat(other.containsBean(EventRepository.class)).isFalse();
      assertThat(other.containsBean(DeviceController.class)).isFalse();
      assertThat(other.containsBean(Problems.class)).isFalse();
      assertThat(other.containsBean(Cursors.class)).isFalse();
    }
  }
}
