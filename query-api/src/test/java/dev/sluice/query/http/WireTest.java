package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static dev.sluice.query.read.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is on the wire beside the bodies: ids, compression, bounds, headers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WireTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.inMemory();
    for (int i = 0; i < 500; i++) {
      server.store().putSummary("device-" + i, NOW);
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.uri(path));
  }

  @Test
  void aRequestIdIsGivenBack() {
    HttpResponse<String> response =
        server.send(request("/v1/devices").header("X-Request-Id", "mine-17").build());

    assertThat(response.headers().allValues("X-Request-Id")).containsExactly("mine-17");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "<script>", "ü", "a;b"})
  void aRequestIdThatIsNotSaneIsReplaced(String id) {
    HttpResponse<String> response =
        server.send(request("/v1/devices").header("X-Request-Id", id).build());

    assertThat(response.headers().allValues("X-Request-Id"))
        .singleElement()
        .asString()
        .matches("[0-9a-f]{32}");
  }

  @Test
  void aTraceIsContinued() {
    String given = "00-" + TRACE + "-00f067aa0ba902b7-01";

    HttpResponse<String> response =
        server.send(request("/v1/devices").header("traceparent", given).build());

    assertThat(response.headers().allValues("traceparent"))
        .singleElement()
        .asString()
        .matches("00-" + TRACE + "-[0-9a-f]{16}-01")
        .isNotEqualTo(given);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/devices",
        "/v1/devices?limit=0",
        "/v1/nothing",
        "/nothing",
        "/health/liveness",
        "/prometheus",
        "/swagger-ui/index.html"
      })
  void everyAnswerHasItsIds(String path) {
    HttpResponse<String> response = server.get(path);

    assertThat(response.headers().allValues("X-Request-Id")).hasSize(1);
    assertThat(response.headers().allValues("traceparent"))
        .singleElement()
        .asString()
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "GET /v1/devices/%zz HTTP/1.1", "GET /PAD HTTP/1.1"})
  void soHasTheAnswerToWhatIsNoProperRequest(String head) throws IOException {
    String answer =
        raw(head.replace("PAD", "x".repeat(40_000)) + "\r\nHost: h\r\nConnection: close\r\n\r\n");

    assertThat(answer).containsPattern("(?i)x-request-id: [0-9a-f]{32}").contains("traceparent");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/devices?limit=500, application/json",
    "/swagger-ui/res/swagger-ui.css, text/css",
    "/swagger-ui/res/swagger-ui-bundle.js, javascript"
  })
  void aLongAnswerIsCompressedForWhoTakesGzip(String path, String type) throws Exception {
    HttpResponse<byte[]> plain = bytes(request(path));
    HttpResponse<byte[]> zipped = bytes(request(path).header("Accept-Encoding", "gzip"));

    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(zipped.headers().firstValue("Content-Type").orElse("")).contains(type);
    assertThat(zipped.body().length * 3).isLessThan(plain.body().length);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
        .isEqualTo(plain.body());
  }

  private static HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    }
  }

  @Test
  void aBodyWithoutALengthIsBoundedToo() throws IOException {
    String answer =
        raw(
            "GET /v1/devices HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                + ("400\r\n" + "x".repeat(1_024) + "\r\n").repeat(64)
                + "0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @Test
  void aBodyThatNeverEndsEndsTheConnection() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.server().getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET /v1/devices HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      byte[] chunk = ("400\r\n" + "x".repeat(1_024) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      int sent = 0;
      try {
        for (; sent < 100_000; sent++) {
          out.write(chunk);
        }
      } catch (IOException e) {
        // what this is about
      }
      assertThat(sent).as("KiB taken").isLessThan(20_000);
    }
  }

  /// As much as comes until the server closes, or the body is there.
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.server().getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try {
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        InputStream in = socket.getInputStream();
        for (int read = in.read(); read >= 0; read = in.read()) {
          answer.write(read);
          if (read == '}') {
            break;
          }
        }
      } catch (SocketException e) {
        // closed while we were still sending
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  @Test
  void otherOriginsGetNoLeave() {
    HttpResponse<String> response =
        server.send(request("/v1/devices").header("Origin", "https://elsewhere.example").build());

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(json(response).get("detail").textValue()).contains("another origin");
    assertThat(response.headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control-"));
  }

  @Test
  void pagesRunNoScriptButTheirOwnFilesAndTheReadsNoneAtAll() {
    assertThat(policy("/v1/devices")).contains("default-src 'none'").doesNotContain("script-src");
    assertThat(policy("/"))
        .contains("script-src 'self';", "connect-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(policy("/swagger-ui/index.html")).contains("script-src 'self' 'unsafe-inline'");
  }

  private String policy(String path) {
    return server.get(path).headers().firstValue("Content-Security-Policy").orElseThrow();
  }

  @Test
  void aPageFromElsewhereOpensNoWebSocketWhileAuthenticationIsOff() throws IOException {
    assertThat(upgrade("https://elsewhere.example"))
        .startsWith("HTTP/1.1 403")
        .contains("a page of another origin");
    assertThat(upgrade("http://h")).startsWith("HTTP/1.1 404");
  }

  private String upgrade(String origin) throws IOException {
    return raw(
        "GET /v1/nothing HTTP/1.1\r\nHost: h\r\nOrigin: "
            + origin
            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  }
}
