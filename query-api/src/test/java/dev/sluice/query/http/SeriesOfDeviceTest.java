package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static dev.sluice.query.read.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Event;
import dev.sluice.query.read.Events;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A series as a client meets it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SeriesOfDeviceTest {
  private static final Instant START = Instant.parse("2026-03-05T10:00:00Z");

  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void put(String device, Instant time, String payload) {
    Event named = Events.event(device, "temperature", time, device + time + payload);
    server.store().put(stored(named, payload));
  }

  private static StoredEvent stored(Event event, String payload) {
    return Events.stored(
        new Event(
            event.eventId(),
            event.deviceId(),
            event.eventType(),
            null,
            event.eventTime(),
            event.receivedTime(),
            payload,
            event.source()));
  }

  @Test
  void allAggregatesAreAnsweredPerBucket() {
    put("series-1", START, "{\"temp\":20.5}");
    put("series-1", START.plusSeconds(30), "{\"temp\":21.5}");
    put("series-1", START.plusSeconds(59), "{\"temp\":\"broken\"}");
    put("series-1", START.plusSeconds(120), "{\"temp\":-3}");
    put("series-2", START, "{\"temp\":99}");

    JsonNode series =
        json(
            server.get(
                "/v1/devices/series-1/series?field=/payload/temp&agg=avg,min,max,count,p95"
                    + "&bucket=1m&from=2026-03-05T10:00:00Z&to=2026-03-05T10:05:00Z"));

    assertThat(series.get("bucket").textValue()).isEqualTo("1m");
    assertThat(series.get("events").intValue()).isEqualTo(4);
    assertThat(series.get("skipped").intValue()).isEqualTo(1);
    assertThat(series.get("items").toString())
        .isEqualTo(
            "[{\"time\":\"2026-03-05T10:00:00.000Z\",\"avg\":21.0,\"min\":20.5,\"max\":21.5,"
                + "\"count\":2,\"p95\":21.5},"
                + "{\"time\":\"2026-03-05T10:02:00.000Z\",\"avg\":-3,\"min\":-3,\"max\":-3,"
                + "\"count\":1,\"p95\":-3}]");
  }

  @Test
  void aBucketThatMakesTooManyPointsIsToldWhichWouldFit() {
    HttpResponse<String> answer =
        server.get("/v1/devices/series-1/series?field=/payload/temp&bucket=1s");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).get("parameter").textValue()).isEqualTo("bucket");
    assertThat(json(answer).get("detail").textValue()).contains("at most 1000", "bucket 2m fits");
    assertThat(server.get("/v1/devices/series-1/series?field=/payload/temp&bucket=2m").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aRangeOfTooManyEventsIsToldWhereToStop() {
    Instant first = NOW.minus(Duration.ofHours(20));
    for (int i = 0; i <= SeriesController.MAX_EVENTS; i++) {
      put("busy", first.plusSeconds(i), "{\"temp\":1}");
    }

    HttpResponse<String> answer = server.get("/v1/devices/busy/series?field=/payload/temp");

    assertThat(answer.statusCode()).isEqualTo(422);
    JsonNode problem = json(answer);
    assertThat(problem.get("parameter").textValue()).isEqualTo("to");
    String fits = first.plusSeconds(SeriesController.MAX_EVENTS - 1L).toString();
    assertThat(problem.get("detail").textValue()).contains("50000", "to " + fits + " would fit");
  }
}
