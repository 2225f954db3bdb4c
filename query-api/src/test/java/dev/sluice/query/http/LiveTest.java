package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static dev.sluice.query.live.Feeds.NOW;
import static dev.sluice.query.live.Feeds.SHARD;
import static dev.sluice.query.live.Feeds.id;
import static dev.sluice.query.live.Feeds.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dynamodb.FeedItem;
import dev.sluice.feed.FeedBatch;
import dev.sluice.feed.FeedCounts;
import dev.sluice.feed.FeedEvent;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import dev.sluice.query.live.Feeds;
import dev.sluice.query.live.Hub;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Live clients over real connections.
class LiveTest {
  private static final String ALL_OF_T1 =
      "{'op':'subscribe','id':'s','to':'type','event_type':'t1'}";

  private final TestServer server =
      TestServer.start(
          Map.of(
              "test.store", "memory",
              "sluice.query.live.poll-items", "PT0.05S",
              "sluice.query.live.queued-bytes", 262_144));
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void begin() {
    server.feed().put(Feeds.beat(SHARD, NOW));
    server.feed().put(item(SHARD, NOW, 1));
    server.clock().advance(Duration.ofSeconds(1));
    await().until(() -> !hub().shards().isEmpty());
  }

  @AfterEach
  void stop() {
    http.shutdownNow(); // waits for nobody: sockets are open still
    server.close();
  }

  private Hub hub() {
    return server.server().getApplicationContext().getBean(Hub.class);
  }

  private SocketClient socket() {
    return SocketClient.open(http, server.server().getURI(), "", false);
  }

  private static String event(int number) {
    return id(SHARD, number).toString();
  }

  @Test
  void eventComesOverAWebSocketAsTheApiAnswersIt() {
    SocketClient client = socket().says(ALL_OF_T1);
    client.await("ack", 1);
    assertThat(client.socket().getSubprotocol()).isEqualTo("sluice.live.v1");
    server.feed().put(item(SHARD, NOW, 3));
    JsonNode message = client.await("event", 1).getFirst();
    assertThat(message)
        .hasToString(
            ("{\"kind\":\"event\",\"ids\":[\"s\"],\"event\":{\"event_id\":\"%s\","
                    + "\"device_id\":\"d0\",\"event_type\":\"t1\","
                    + "\"event_time\":\"2026-03-05T12:00:00.000Z\","
                    + "\"received_time\":\"2026-03-05T12:00:00.000Z\","
                    + "\"source\":\"adapter_event\",\"payload\":{\"celsius\":23.1}}}")
                .formatted(event(3)));
  }

  @Test
  void whoComesBackOverEitherTransportIsToldWhatWasMissed() throws Exception {
    SocketClient client = socket().says(ALL_OF_T1);
    client.await("ack", 1);
    server.clock().advance(Duration.ofSeconds(5));
    String token = client.await("heartbeat", 1).getLast().get("resume").textValue();
    client.socket().sendClose(1000, "bye").join();
    await().until(() -> hub().connections() == 0);
    server.feed().put(item(SHARD, NOW, 3));

    SocketClient again =
        SocketClient.open(http, server.server().getURI(), "?resume=" + token, false)
            .says(ALL_OF_T1);
    again.await("ack", 2);
    server.clock().advance(Duration.ofMillis(600));
    again.await("event", 1);
    assertThat(again.eventIds()).containsExactly(event(3));

    try (Stream stream = new Stream("?event_type=t1&resume=" + token)) {
      server.clock().advance(Duration.ofMillis(600));
      assertThat(stream.next("event")).contains(event(3));
    }
    try (Stream stream = new Stream("?event_type=t1", "Last-Event-ID", token)) {
      server.clock().advance(Duration.ofMillis(600));
      assertThat(stream.next("event")).contains(event(3));
    }
  }

  @Test
  void whatIsWrongIsAnsweredAndWhatIsTooMuchEndsTheConnection() {
    SocketClient client = socket().says("no json");
    JsonNode problem = client.await("error", 1).getFirst().get("problem");
    assertThat(problem.get("status").asInt()).isEqualTo(400);
    assertThat(problem.get("instance").textValue()).isEqualTo("/v1/live");
    client.says("{'op':'subscribe','id':'" + "x".repeat(17_000) + "'}");
    await().until(() -> client.closed() != null);

    SocketClient binary = socket();
    binary.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
    await().untilAsserted(() -> assertThat(binary.closed()).isEqualTo(1003));
    SocketClient inParts = socket();
    inParts.socket().sendText("{", false).join();
    await().untilAsserted(() -> assertThat(inParts.closed()).isEqualTo(1003));
    await().until(() -> hub().connections() == 0);
  }

  @Test
  void whatIsNoWebSocketIsTold() {
    assertThat(server.get("/v1/live").statusCode()).isEqualTo(400);
    assertThat(json(server.get("/v1/live/events")).get("parameter").textValue())
        .isEqualTo("device_id");
    assertThat(json(server.get("/v1/live/events?alerts=perhaps")).get("parameter").textValue())
        .isEqualTo("alerts");
    assertThat(
            json(server.get("/v1/live/events?alerts=true&resume=AAAA"))
                .get("parameter")
                .textValue())
        .isEqualTo("token");
    assertThat(hub().connections()).isZero();
  }

  @Test
  void streamTellsTheSameAndEndsWithItsClient() throws Exception {
    try (Stream stream = new Stream("?device_id=d0&alerts=true&pipeline=true")) {
      assertThat(stream.next("ack")).contains("\"id\":\"device\"");
      server.feed().put(item(SHARD, NOW, 3));
      assertThat(stream.next("event")).contains(event(3), "\"ids\":[\"device\"]");
      server.clock().advance(Duration.ofSeconds(1));
      // what came before in this second counts too
      assertThat(stream.next("pipeline")).containsPattern("\"stored\":[1-9]");
      server.clock().advance(Duration.ofSeconds(5));
      assertThat(stream.next("heartbeat")).contains("\"time\"");
      assertThat(stream.lastId()).isNotBlank();
    }
    server.clock().advance(Duration.ofSeconds(5));
    await()
        .untilAsserted(() -> {
          server.clock().advance(Duration.ofSeconds(5));
          assertThat(hub().connections()).isZero();
        });
  }

  @Test
  void slowClientsAreToldWhatTheyMissedAndHoldNobodyUp() throws Exception {
    SocketClient slow = SocketClient.open(http, server.server().getURI(), "", true).says(ALL_OF_T1);
    try (Stream unread = new Stream("?event_type=t1")) {
      SocketClient fast = socket().says(ALL_OF_T1);
      fast.await("ack", 1);
      await().until(() -> hub().connections() == 3);
      int items = 40;
      for (int number = 1; number <= items; number++) {
        server.feed().put(large(number * 1_000, 50));
        fast.await("event", number * 50);
        assertThat(hub().queuedBytes()).isLessThanOrEqualTo(2 * 262_144);
      }
      assertThat(fast.of("missed")).isEmpty();
      slow.takeAll();
      int missed = slow.await("missed", 1).getFirst().get("count").asInt();
      await().until(() -> slow.of("event").size() + missed == items * 50);
      String told = unread.next("missed");
      assertThat(told).contains("\"count\":");
    }
  }

  /// Events with 12 KB each that no compressor makes smaller by much.
  private static FeedItem large(int from, int count) {
    List<FeedEvent> events = new ArrayList<>();
    for (int number = from; number < from + count; number++) {
      StringBuilder noise = new StringBuilder();
      while (noise.length() < 12_000) {
        noise.append(UUID.randomUUID());
      }
      events.add(
          FeedEvent.of(
              new Event(
                  UUID.randomUUID(),
                  "d",
                  "t1",
                  null,
                  NOW,
                  NOW,
                  "{\"noise\":\"" + noise + "\"}",
                  Source.ADAPTER_EVENT),
              Feeds.position(SHARD, number)));
    }
    FeedBatch batch = new FeedBatch(events, FeedCounts.NONE, Duration.ZERO, List.of(), List.of());
    return FeedItem.of(SHARD, events.getLast().position(), batch, NOW);
  }

  @Test
  void shardsAreAnsweredFromTheBeats() {
    JsonNode items = json(server.get("/v1/shards")).get("items");
    assertThat(items)
        .hasToString(
            "[{\"shard\":\"shardId-000000000000\","
                + "\"stream_created\":\"2026-01-01T00:00:00.000Z\",\"worker\":\"host:1\","
                + "\"lag_ms\":40,\"beat_time\":\"2026-03-05T12:00:00.000Z\"}]");
    server.clock().advance(Duration.ofMinutes(3));
    assertThat(json(server.get("/v1/shards")).get("items")).isEmpty();
  }

  /// Server-sent events, read one by one.
  private final class Stream implements AutoCloseable {
    private final InputStream body;
    private final BufferedReader lines;
    private String lastId = "";

    Stream(String query, String... headers) throws Exception {
      HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/v1/live/events" + query));
      if (headers.length > 0) {
        request.headers(headers);
      }
      HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      body = answer.body();
      lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /// The data of the next event of this name.
    String next(String name) throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          lastId = line.substring(4);
        } else if (line.equals("event: " + name)) {
          return lines.readLine();
        }
      }
      throw new AssertionError("the stream ended before " + name);
    }

    String lastId() {
      return lastId;
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
