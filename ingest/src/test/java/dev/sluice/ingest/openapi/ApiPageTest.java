package dev.sluice.ingest.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.http.openapi.ApiPage;
import dev.sluice.http.openapi.Curl;
import dev.sluice.http.openapi.Document;
import dev.sluice.http.openapi.Operation;
import dev.sluice.http.openapi.Shape;
import dev.sluice.ingest.http.TestServer;
import dev.sluice.ingest.status.InMemoryStoredIds;
import dev.sluice.ingest.submission.ElementType;
import dev.sluice.ingest.submission.SubmissionEvents;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/ingest-api.md` is true: each of its commands, run as it stands there, is answered as it
/// says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApiPageTest {
  private static final Path PAGE = Path.of("..", "docs", "ingest-api.md");
  private static final String DOCUMENTED = "http://127.0.0.1:8083";
  private static final UUID SUBMISSION = UUID.fromString("3f1c9f6e-8a52-4c41-9d0e-5a1f0b7c2d10");
  private static final String DEVICE = "154ef306-1111-4222-8333-444455556666";

  private TestServer server;

  @BeforeAll
  void start() {
    assumeTrue(Curl.isThere(), "curl is not installed: the commands of " + PAGE + " are not tried");
    server = TestServer.start(Map.of("test.stores", true));
    InMemoryStoredIds stored =
        server.server().getApplicationContext().getBean(InMemoryStoredIds.class);
    stored.add(SubmissionEvents.id(SUBMISSION, ElementType.NEW_PROCESS, 0), DEVICE);
    stored.add(SubmissionEvents.id(SUBMISSION, ElementType.NEW_PROCESS, 1), DEVICE);
    stored.add(SubmissionEvents.id(SUBMISSION, ElementType.NETWORK_CONNECTION, 0), DEVICE);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  static Stream<ApiPage.Example> examples() {
    return ApiPage.examples(PAGE).stream();
  }

  @Test
  void eachSectionIsAboutAnOperation() {
    List<String> sections = examples().map(ApiPage.Example::section).distinct().toList();

    assertThat(sections)
        .contains("POST /v1/events", "GET /v1/submissions/{submission_id}")
        .isSubsetOf(Served.document().operations().stream().map(Operation::toString).toList());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void eachCommandIsAnsweredAsShown(ApiPage.Example example, @TempDir Path directory)
      throws Exception {
    assertThat(example.command()).contains("curl ", DOCUMENTED);

    Curl.Answer answer =
        Curl.run(example.command(), DOCUMENTED, server.server().getURI(), directory);

    assertThat(answer.status()).as(answer.body()).isEqualTo(example.status());
    if (example.form().equals("json")) {
      JsonNode shown = json(example.answer());
      JsonNode answered = json(answer.body());
      assertThat(Shape.differences(shown, answered)).as(answer.body()).isEmpty();
      assertThat(answered.findValuesAsText("status")).isEqualTo(shown.findValuesAsText("status"));
      assertThat(answered.findValuesAsText("reason")).isEqualTo(shown.findValuesAsText("reason"));
      assertThat(answered.path("state")).isEqualTo(shown.path("state"));
      assertThat(told(answered)).startsWith(told(shown));
    } else {
      assertThat(answer.body()).contains(example.answer().split(" ")[0]);
    }
  }

  /// As far as it is shown.
  private static String told(JsonNode problem) {
    return problem.path("detail").asText("").replaceAll(" …$", "");
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return Document.JSON.readTree(text);
  }
}
