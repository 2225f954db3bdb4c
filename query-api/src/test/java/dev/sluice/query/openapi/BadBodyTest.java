package dev.sluice.query.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.http.openapi.Operation;
import dev.sluice.query.http.TestServer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every body that is described, wrong in every way: always a problem, never an error of ours.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadBodyTest {
  private static final byte[] LARGE = "{\"x\":\"%s\"}".formatted("x".repeat(200_000)).getBytes();

  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<Operation> reads() {
    return Served.document().reads().stream();
  }

  static Stream<Operation> withBody() {
    return reads().filter(operation -> operation.body().isPresent());
  }

  static Stream<Arguments> badBodies() {
    return withBody()
        .flatMap(
            operation -> BadBodies.of(operation).stream().map(bad -> Arguments.of(operation, bad)));
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void eachIsAProblemThatNamesWhatToCorrect(Operation operation, BadBodies.Bad bad) {
    HttpResponse<String> answer =
        send(operation, "application/json", BodyPublishers.ofByteArray(bad.body()));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    JsonNode problem = TestServer.json(answer);
    assertThat(problem.path("parameter").textValue()).as(answer.body()).isEqualTo(bad.parameter());
    assertThat(bad.told()).allSatisfy(told -> assertThat(answer.body()).contains(told));
    assertThat(problem.get("detail").textValue())
        .contains(bad.parameter())
        .hasSizeLessThan(400)
        .doesNotContainPattern("\\p{Cntrl}")
        .doesNotContain("Exception", "dev.sluice", "java.", "jackson");
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void aBodyThatIsNotSaidToBeJsonIsRefused(Operation operation) {
    String good = operation.node().at("/requestBody/content/application~1json/example").toString();
    for (String type : List.of("text/xml", "text/plain", "application/x-www-form-urlencoded")) {
      HttpResponse<String> answer = send(operation, type, BodyPublishers.ofString(good));
      assertThat(answer.statusCode()).as(type).isEqualTo(415);
      assertThat(TestServer.json(answer).get("detail").textValue()).contains("application/json");
    }
  }

  @ParameterizedTest
  @MethodSource("reads")
  void aBodyThatIsTooLargeIsRefusedWithTheBound(Operation operation) {
    HttpResponse<String> answer =
        send(operation, "application/json", BodyPublishers.ofByteArray(LARGE));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    assertThat(TestServer.json(answer).get("detail").textValue()).contains("16384");
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void aBodyThatTurnsOutTooLargeIsRefusedWithTheBound(Operation operation) {
    HttpResponse<String> answer =
        send(
            operation,
            "application/json",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(LARGE)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    assertThat(TestServer.json(answer).get("detail").textValue()).contains("16384");
  }

  private HttpResponse<String> send(Operation operation, String type, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(Call.least(operation).target()))
            .method(operation.method(), body);
    return server.send(request.header("Content-Type", type).build());
  }
}
