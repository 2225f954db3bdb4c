package dev.sluice.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.pace.Backoff;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What it makes of answers; that ingest gives such answers is for the tests of both together.
@Timeout(30)
class HttpIngestPointTest {
  private static final int CUT = -1;

  /// Statuses that are answered first, once each.
  private final Deque<Integer> statuses = new ArrayDeque<>();

  private final List<String> bodies = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final HttpServer server = listening();
  private final HttpIngestPoint ingest = connected(Optional.empty());

  private static HttpServer listening() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void serve() {
    server.createContext("/v1/events", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    ingest.close();
    server.stop(0);
  }

  @Test
  void manyRecordsAreOneRequestOfLinesAndEachHasItsVerdict() throws InterruptedException {
    assertThat(ingest.send(records("good", "bad", "good")))
        .containsExactly(
            Acknowledgement.accepted(false),
            Acknowledgement.refused("not_json"),
            Acknowledgement.accepted(false));
    assertThat(bodies).containsExactly("good\nbad\ngood\n");
  }

  @Test
  void aRequestIsBoundedInRecordsAndBytes() throws InterruptedException {
    assertThat(ingest.send(records(IntStream.range(0, 501).mapToObj(i -> "good").toList())))
        .hasSize(501);
    assertThat(bodies).hasSize(2);
    assertThat(ingest.send(records("x".repeat(500_000), "y".repeat(500_000)))).hasSize(2);
    assertThat(bodies).hasSize(4);
  }

  @Test
  void aCompressedRecordTravelsAloneAndInItsPlace() throws InterruptedException {
    OutgoingRecord zipped = new OutgoingRecord("d", gzip("good"));
    List<OutgoingRecord> records = new ArrayList<>(records("good"));
    records.add(zipped);
    records.addAll(records("bad"));
    assertThat(ingest.send(records))
        .containsExactly(
            Acknowledgement.accepted(false),
            Acknowledgement.accepted(false),
            Acknowledgement.refused("not_json"));
    assertThat(bodies).containsExactly("good", "gzip", "bad");
  }

  @Test
  void whatIsNotAnsweredIsSentAgainAndSaidToBePerhapsThereTwice() throws InterruptedException {
    statuses.addAll(List.of(503, CUT, 500));
    assertThat(ingest.send(records("good"))).containsExactly(Acknowledgement.accepted(true));
    assertThat(bodies).hasSize(4);
  }

  @Test
  void aRateLimitIsWaitedOutAndNothingIsThereTwice() throws InterruptedException {
    statuses.add(429);
    assertThat(ingest.send(records("good"))).containsExactly(Acknowledgement.accepted(false));
  }

  @Test
  void aRequestRefusedAsAWholeIsSentInHalvesDownToTheOneToBlame() throws InterruptedException {
    List<Acknowledgement> acknowledgements = ingest.send(records("good", "good", "huge", "good"));
    assertThat(acknowledgements)
        .containsExactly(
            Acknowledgement.accepted(false),
            Acknowledgement.accepted(false),
            Acknowledgement.refused("http_413"),
            Acknowledgement.accepted(false));
  }

  @Test
  void aMissingPermissionIsNamed() {
    statuses.add(403);
    assertThatThrownBy(() -> ingest.send(records("good")))
        .isInstanceOf(IngestRefusedException.class)
        .hasMessageContaining("answers 403")
        .hasMessageContaining("SLUICE_API_KEY");
  }

  @Test
  void aKeyIsSent() throws InterruptedException {
    try (HttpIngestPoint known = connected(Optional.of("secret"))) {
      known.send(records("good"));
    }
    assertThat(keys).containsExactly("secret");
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    String text = gzip ? "gzip" : new String(body, StandardCharsets.UTF_8);
    bodies.add(text.length() > 1_000 ? text.substring(0, 10) : text);
    Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Api-Key")).ifPresent(keys::add);
    int status = statuses.isEmpty() ? text.contains("huge") ? 413 : 202 : statuses.remove();
    if (status == CUT) {
      exchange.close();
      return;
    }
    byte[] answer = (status == 202 ? verdicts(text) : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static String verdicts(String text) {
    return Arrays.stream(text.strip().split("\n"))
        .map(line ->
            line.equals("bad")
                ? "{\"index\":1,\"status\":\"rejected\",\"reason\":\"not_json\",\"more\":[{}]}"
                : "{\"index\":0,\"event_id\":\"x\",\"status\":\"accepted\"}")
        .collect(Collectors.joining(",", "{\"count\":1,\"events\":[", "]}"));
  }

  private HttpIngestPoint connected(Optional<String> key) {
    return new HttpIngestPoint(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        key,
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), new SplittableRandom(1)));
  }

  private static List<OutgoingRecord> records(String... texts) {
    return records(List.of(texts));
  }

  private static List<OutgoingRecord> records(List<String> texts) {
    return texts.stream()
        .map(text -> new OutgoingRecord("d", text.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }
}
