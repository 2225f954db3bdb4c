package dev.sluice.ingest.http;

import static dev.sluice.ingest.http.Posts.ADAPTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Who sends slowly, or not what they said, occupies little and not for long.
final class SlowBodiesTest {

  @Test
  void aBodyThatDoesNotComeInTimeEndsTheRequest() throws IOException {
    try (TestServer server = TestServer.start(Map.of("sluice.ingest.http.body-timeout", "PT0.3S"));
        Socket socket = connected(server)) {
      say(socket, head("Content-Length: 1000") + ADAPTER);

      assertThat(answer(socket))
          .startsWith("HTTP/1.1 408 ")
          .contains("application/problem+json", "was not there after PT0.3S")
          .containsIgnoringCase("connection: close");
      assertThat(server.stream()).isEmpty();
      Awaitility.await().until(() -> pending(server) == 0);
    }
  }

  @Test
  void whoSendsAByteNowAndThenGainsNothing() throws IOException {
    try (TestServer server = TestServer.start(Map.of("sluice.ingest.http.body-timeout", "PT0.5S"));
        Socket socket = connected(server);
        ScheduledExecutorService drops = Executors.newSingleThreadScheduledExecutor()) {
      say(socket, head("Transfer-Encoding: chunked"));
      // ends when the connection does
      ScheduledFuture<?> drip =
          drops.scheduleAtFixedRate(() -> drip(socket), 0, 50, TimeUnit.MILLISECONDS);

      assertThat(answer(socket)).startsWith("HTTP/1.1 408 ");
      drip.cancel(false);
    }
  }

  private static void drip(Socket socket) {
    try {
      say(socket, "1\r\n \r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void bodiesOnTheirWayInAreBoundedTogether() throws IOException {
    try (TestServer server = TestServer.start(Map.of("sluice.ingest.http.pending-bytes", 2 << 20));
        Socket one = connected(server);
        Socket two = connected(server);
        Socket three = connected(server)) {
      say(one, head("Content-Length: 1000000"));
      say(two, head("Content-Length: 1000000"));
      Awaitility.await().until(() -> pending(server) == 2000000);

      say(three, head("Content-Length: 1000000") + "x");
      assertThat(answer(three))
          .startsWith("HTTP/1.1 503 ")
          .containsIgnoringCase("retry-after: 2")
          .contains("on their way in");

      one.close();
      Awaitility.await().until(() -> pending(server) == 1000000);
      assertThat(server.json(ADAPTER).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void aBodyInPiecesIsTakenWhenItIsWhole() throws IOException {
    try (TestServer server = TestServer.start();
        Socket socket = connected(server)) {
      say(socket, head("Transfer-Encoding: chunked"));
      for (byte b : ADAPTER.getBytes(StandardCharsets.US_ASCII)) {
        say(socket, "1\r\n" + (char) b + "\r\n");
      }
      say(socket, "0\r\n\r\n");

      assertThat(answer(socket)).startsWith("HTTP/1.1 202 ");
      assertThat(server.stream()).containsExactly("sensor-1 " + ADAPTER);
    }
  }

  @Test
  void chunksThatAreMalformedEndTheConnection() throws IOException {
    try (TestServer server = TestServer.start();
        Socket socket = connected(server)) {
      say(socket, head("Transfer-Encoding: chunked") + "zz\r\n{}\r\n0\r\n\r\n");

      assertThat(answer(socket)).startsWith("HTTP/1.1 400 ");
      assertThat(server.stream()).isEmpty();
    }
  }

  private static Socket connected(TestServer server) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.server().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String head(String length) {
    return "POST /v1/events HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
        + length
        + "\r\n\r\n";
  }

  private static void say(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /// As much as comes until the body is there, or the server closes.
  private static String answer(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    for (int read = socket.getInputStream().read(); read >= 0; ) {
      answer.append((char) read);
      if (answer.toString().endsWith("}") && answer.indexOf("\r\n\r\n") > 0) {
        break;
      }
      read = socket.getInputStream().read();
    }
    return answer.toString();
  }

  private static double pending(TestServer server) {
    return server
        .server()
        .getApplicationContext()
        .getBean(MeterRegistry.class)
        .get("sluice.ingest.http.pending.bytes")
        .gauge()
        .value();
  }
}
