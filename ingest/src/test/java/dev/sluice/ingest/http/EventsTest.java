package dev.sluice.ingest.http;

import static dev.sluice.ingest.http.Posts.ADAPTER;
import static dev.sluice.ingest.http.Posts.CLOUD;
import static dev.sluice.ingest.http.Posts.NAMED;
import static dev.sluice.ingest.http.Posts.array;
import static dev.sluice.ingest.http.Posts.gzip;
import static dev.sluice.ingest.http.TestServer.read;
import static dev.sluice.ingest.http.TestServer.story;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.publish.InMemoryPublisher.Mode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is taken, what is put on the stream for it, and when that is answered.
final class EventsTest {
  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @BeforeEach
  void acknowledge() {
    server.publisher().become(Mode.ACKNOWLEDGE);
  }

  @Test
  void oneEventOfEachEnvelopeIsPutAsItWasSentUnderItsDevice() {
    for (String event : List.of(ADAPTER, NAMED, CLOUD)) {
      HttpResponse<String> answer = server.json(event);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      assertThat(story(answer)).containsExactly("0 accepted");
    }
    assertThat(server.stream())
        .containsExactly("sensor-1 " + ADAPTER, "sensor-2 " + NAMED, "sensor-3 " + CLOUD);
  }

  @Test
  void theAnswerSaysUnderWhichIdAnEventWillBeFound() {
    assertThat(read(server.json(array(ADAPTER, CLOUD))).toString())
        .isEqualTo(
            """
            {"events":[\
            {"index":0,"event_id":"169a9a74-0c3f-4b0e-9c9c-1d2b0a6f0001","status":"accepted"},\
            {"index":1,"event_id":"%s","status":"accepted"}]}\
            """
                .formatted(
                    dev.sluice.model.NameBasedUuid.of(
                        dev.sluice.model.NameBasedUuid.URL, "/plant/7\nA-17")));
  }

  @Test
  void anArrayOfAllEnvelopesIsPutEventByEvent() {
    HttpResponse<String> answer = server.json(" [\n" + ADAPTER + " , " + NAMED + "," + CLOUD + "]");

    assertThat(story(answer)).containsExactly("0 accepted", "1 accepted", "2 accepted");
    assertThat(server.stream())
        .containsExactly("sensor-1 " + ADAPTER, "sensor-2 " + NAMED, "sensor-3 " + CLOUD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-ndjson", "application/ndjson; charset=\"UTF-8\""})
  void linesArePutEventByEvent(String type) {
    HttpResponse<String> answer =
        server.send(type, ADAPTER + "\n\n" + NAMED + "\r\n" + CLOUD + "\n");

    assertThat(story(answer)).containsExactly("0 accepted", "1 accepted", "2 accepted");
    assertThat(server.stream())
        .containsExactly("sensor-1 " + ADAPTER, "sensor-2 " + NAMED + "\r", "sensor-3 " + CLOUD);
  }

  @ParameterizedTest
  @CsvSource({"application/json,gzip", "application/x-ndjson,x-gzip", "application/json,GZIP"})
  void gzipIsTakenToo(String type, String coding) {
    HttpResponse<String> answer =
        server.send(server.post(type, gzip(ADAPTER)).header("Content-Encoding", coding));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(server.stream()).containsExactly("sensor-1 " + ADAPTER);
  }

  @Test
  void aBadEventIsRejectedAloneAndTheOthersAreAccepted() {
    HttpResponse<String> answer =
        server.json(
            array(
                ADAPTER,
                "{\"a\":1,\"a\":2}",
                "7",
                ADAPTER.replace("2026-03-05", "2025-03-05"),
                ADAPTER.replace("sensor-1", "sensor 1"),
                NAMED.replace("\"device_id\":\"sensor-2\",", ""),
                "{\"a\":\"\\ud800\"}",
                CLOUD));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(story(answer))
        .containsExactly(
            "0 accepted",
            "1 duplicate_member",
            "2 wrong_root",
            "3 event_time_out_of_range",
            "4 malformed_member",
            "5 missing_member",
            "6 not_utf8",
            "7 accepted");
    assertThat(read(answer).at("/events/3/event_id").textValue()).isEqualTo(Posts.ADAPTER_ID);
    assertThat(read(answer).at("/events/3/detail").textValue())
        .contains("2025-03-05", "accepted are PT720H before to PT10M after");
    assertThat(server.stream()).containsExactly("sensor-1 " + ADAPTER, "sensor-3 " + CLOUD);
  }

  @Test
  void whenNoneIsAcceptedThatIsAProblemWhichSaysWhyOfEach() {
    HttpResponse<String> answer = server.json("[{},7]");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(read(answer).get("detail").textValue()).startsWith("none of the 2 events");
    assertThat(story(answer)).containsExactly("0 unknown_envelope", "1 wrong_root");
    assertThat(server.stream()).isEmpty();
  }

  @Test
  void aLargePostIsTakenWhole() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      events.add(ADAPTER.replace("sensor-1", "sensor-" + i));
    }
    String body = String.join(",", events);

    HttpResponse<String> answer = server.json("[" + body + "]");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(server.stream()).hasSize(3_000);
    assertThat(server.stream().get(2_999)).isEqualTo("sensor-2999 " + events.getLast());
  }

  @Test
  void aBodyInChunksIsTaken() {
    HttpResponse<String> answer =
        server.send(
            HttpRequest.newBuilder(server.uri(TestServer.EVENTS))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofByteArrays(
                        Collections.nCopies(1, ADAPTER.getBytes(StandardCharsets.UTF_8)))));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  @Test
  void nothingIsAnsweredBeforeTheStreamHasAcknowledged() {
    server.publisher().become(Mode.HOLD);
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(() -> server.json(array(ADAPTER, CLOUD)));
    Awaitility.await().until(() -> server.publisher().waiting() == 2);

    assertThat(answer).isNotDone();
    server.publisher().release();

    assertThat(answer.join().statusCode()).isEqualTo(202);
  }

  @Test
  void whatTheStreamDoesNotAcknowledgeIsAnsweredSo() {
    server.publisher().become(Mode.HOLD);
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(() -> server.json(ADAPTER));
    Awaitility.await().until(() -> server.publisher().waiting() == 1);

    server.publisher().fail();

    assertUnavailable(answer.join(), "has not acknowledged every event in time");
  }

  @Test
  void whileTheBufferIsFullOrTheStreamAwaySoIsTheService() {
    server.publisher().become(Mode.FULL);
    assertUnavailable(server.json(ADAPTER), "as many events wait");
    server.publisher().become(Mode.AWAY);
    assertUnavailable(server.json(array(ADAPTER, "{}")), "the stream does not answer");
    assertThat(server.json("{}").statusCode()).as("which no stream would take").isEqualTo(400);
    server.publisher().become(Mode.ACKNOWLEDGE);
    assertThat(server.json(ADAPTER).statusCode()).isEqualTo(202);
  }

  private static void assertUnavailable(HttpResponse<String> answer, String detail) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    assertThat(read(answer).get("detail").textValue()).contains(detail, "send all of them again");
  }

  @Test
  void whatBecomesOfEventsIsCounted() {
    server.json(array(ADAPTER, CLOUD, "{}"));
    server.publisher().become(Mode.FULL);
    server.json(array(ADAPTER, CLOUD));

    String metrics = server.get("/prometheus").body();

    Map.of(
            "outcome=\"accepted\",reason=\"none\"", 2,
            "outcome=\"rejected\",reason=\"unknown_envelope\"", 1,
            "outcome=\"unacknowledged\",reason=\"full\"", 2)
        .forEach((tags, count) ->
            assertThat(metrics)
                .containsPattern("sluice_ingest_events_total\\{.*" + tags + ".*} " + count));
  }
}
