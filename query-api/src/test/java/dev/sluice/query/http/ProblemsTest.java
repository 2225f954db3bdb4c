package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the server itself refuses, in the same form as what we refuse.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProblemsTest {
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
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE"})
  void otherMethodsAreRefusedWithTheOnesAccepted(String method) {
    HttpResponse<String> response =
        server.send(request("/v1/devices").method(method, BodyPublishers.noBody()).build());

    assertProblem(response, 405);
    assertThat(response.headers().allValues("Allow").toString()).contains("GET", "HEAD");
  }

  @Test
  void aBodyOfAnotherMediaTypeIsRefused() {
    HttpResponse<String> response =
        server.send(
            request("/v1/devices")
                .header("Content-Type", "text/xml")
                .method("POST", BodyPublishers.ofString("<a/>"))
                .build());

    assertThat(response.statusCode()).isIn(405, 415);
    assertProblem(response, response.statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/xml", "image/png"})
  void whoDoesNotAcceptJsonIsTold(String accept) {
    assertProblem(server.send(request("/v1/devices").header("Accept", accept).build()), 406);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "*/*", "text/html, application/json;q=0.5"})
  void whoAcceptsJsonIsAnswered(String accept) {
    assertThat(server.send(request("/v1/devices").header("Accept", accept).build()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aProblemIsAnsweredAsSuchWhateverIsAccepted() {
    assertProblem(
        server.send(request("/v1/devices?limit=0").header("Accept", "application/json").build()),
        400);
    assertProblem(server.send(request("/v1/nothing").header("Accept", "text/html").build()), 404);
  }

  @Test
  void aLargeBodyIsRefused() {
    HttpResponse<String> response =
        server.send(
            request("/v1/devices")
                .header("Content-Type", "application/json")
                .method("GET", BodyPublishers.ofString("x".repeat(200_000)))
                .build());

    assertProblem(response, 413);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /v1/devices?prefix=PAD HTTP/1.1, 414",
    "GET /v1/devices HTTP/1.1\\r\\nX-Large: PAD, 431",
    "GET /v1/devices?prefix=%zz HTTP/1.1, 400",
    "GET /v1/devices/%zz HTTP/1.1, 400",
    "GET http://[ HTTP/1.1, 400",
    "nonsense, 400"
  })
  void whatIsNoProperRequestIsAProblemToo(String head, int status) throws IOException {
    String answer = raw(head.replace("PAD", "x".repeat(40_000)).replace("\\r\\n", "\r\n"));

    assertThat(answer).matches("(?s)HTTP/1\\.[01] " + status + " .*");
    assertThat(answer.toLowerCase(java.util.Locale.ROOT))
        .contains("content-type: application/problem+json");
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(new ObjectMapper().readTree(body).get("status").intValue()).isEqualTo(status);
    assertThat(body).doesNotContain("Exception", "io.netty", "io.micronaut");
  }

  private String raw(String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.server().getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          (head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.uri(path));
  }

  private static void assertProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(json(response).get("status").intValue()).isEqualTo(status);
    assertThat(json(response).get("title").textValue()).isNotBlank();
    assertThat(json(response).get("detail").textValue()).doesNotContain("Exception", "micronaut");
  }
}
