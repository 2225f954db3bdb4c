package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static dev.sluice.query.read.Events.stored;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The four reads as a client meets them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReadsTest {
  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void anEventComesWithItsNumbersAsTheyWereSent() {
    String payload =
        "{\"a\":1.10,\"b\":12345678901234567890.123456789,\"c\":1e2,\"d\":-0.0,\"e\":\"ü\"}";
    UUID id = UUID.fromString("169a9a74-0b1f-4e4e-9c0b-6f5b7d3a2c11");
    server
        .store()
        .put(
            stored(
                new Event(
                    id,
                    "sensor-1",
                    "account",
                    "created",
                    Instant.parse("2026-03-05T01:49:51.260Z"),
                    Instant.parse("2026-03-05T01:49:52Z"),
                    payload,
                    Source.NAMED_EVENT)));

    HttpResponse<String> response = server.get("/v1/events/" + id);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.body())
        .isEqualTo(
            "{\"event_id\":\"169a9a74-0b1f-4e4e-9c0b-6f5b7d3a2c11\",\"device_id\":\"sensor-1\","
                + "\"event_type\":\"account\",\"event_subtype\":\"created\","
                + "\"event_time\":\"2026-03-05T01:49:51.260Z\","
                + "\"received_time\":\"2026-03-05T01:49:52.000Z\",\"source\":\"named_event\","
                + "\"payload\":"
                + payload
                + "}");
  }

  @Test
  void anEventIdIsFoundInUpperCaseToo() {
    Event event = put(event("upper", "t", NOW, "upper"));

    assertThat(
            server
                .get("/v1/events/" + event.eventId().toString().toUpperCase(java.util.Locale.ROOT))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void anEventWithoutSubtypeHasNoSuchMember() {
    Event event = put(event("plain", "t", NOW, "plain"));

    assertThat(json(server.get("/v1/events/" + event.eventId())).has("event_subtype")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?consistent=true", "?consistent=false"})
  void aDeviceComesWithTheNewestEventOfEachType(String query) {
    server.store().putState(event("state", "humidity", NOW.minusSeconds(3), "h"));
    server.store().putState(event("state", "temperature", NOW, "t"));
    server.store().putSummary("state", NOW);

    JsonNode device = json(server.get("/v1/devices/state" + query));

    assertThat(device.get("device_id").textValue()).isEqualTo("state");
    assertThat(device.get("last_seen").textValue()).isEqualTo("2026-03-05T12:00:00.000Z");
    assertThat(device.get("complete").booleanValue()).isTrue();
    assertThat(device.get("events").findValuesAsText("event_type"))
        .containsExactly("humidity", "temperature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/devices/nobody",
        "/v1/events/00000000-0000-4000-8000-000000000000",
        "/v1/nothing"
      })
  void whatIsNotThereIsAProblemOf404(String path) {
    HttpResponse<String> response = server.get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(response).get("instance").textValue()).isEqualTo(path);
  }

  @Test
  void aDeviceWithoutEventsInTheRangeHasAnEmptyPage() {
    assertThat(server.get("/v1/devices/silent/events").body())
        .isEqualTo("{\"items\":[],\"next_cursor\":null}");
  }

  @Test
  void eventsAreThoseOfTheLastDayNewestFirstUnlessAskedOtherwise() {
    put(event("default", "t", NOW.minus(Duration.ofHours(24)).minusMillis(1), "too old"));
    put(event("default", "t", NOW.minus(Duration.ofHours(24)), "oldest"));
    put(event("default", "t", NOW, "now"));
    put(event("default", "t", NOW.plusSeconds(300), "fast clock"));

    assertThat(names(json(server.get("/v1/devices/default/events"))))
        .containsExactly("fast clock", "now", "oldest");
    assertThat(names(json(server.get("/v1/devices/default/events?order=asc"))))
        .containsExactly("oldest", "now", "fast clock");
  }

  @Test
  void boundsMayHaveAnyOffset() {
    put(event("offset", "t", Instant.parse("2026-03-01T00:30:00Z"), "half past midnight"));

    assertThat(
            names(
                json(
                    server.get(
                        "/v1/devices/offset/events?from=2026-03-01T01:00:00%2B01:00&to=2026-03-01T02:00:00%2B01:00"))))
        .containsExactly("half past midnight");
  }

  @ParameterizedTest
  @ValueSource(strings = {"asc", "desc"})
  void pagingByCursorLosesAndRepeatsNothingThoughTimePassesAndEventsArrive(String order) {
    String device = "paged-" + order;
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      put(event(device, "t", NOW.minus(Duration.ofMinutes(15L * i)), device + i));
      expected.add(device + i);
    }
    String url = "/v1/devices/" + device + "/events?limit=7&order=" + order;
    List<String> found = new ArrayList<>();
    String cursor = "";
    int page = 0;
    do {
      JsonNode answer = json(server.get(url + cursor));
      found.addAll(names(answer));
      cursor =
          answer.get("next_cursor").isNull()
              ? null
              : "&cursor=" + answer.get("next_cursor").textValue();
      put(event(device, "t", NOW.minus(Duration.ofMinutes(97L * page)), "new " + device + page));
      page++;
    } while (cursor != null);

    assertThat(found).doesNotHaveDuplicates().containsAll(expected);
  }

  @Test
  void devicesAreListedNewestFirstPageByPage() {
    for (int i = 0; i < 9; i++) {
      server.store().putSummary("listed-" + i, NOW.minus(Duration.ofMinutes(i)));
    }

    JsonNode first = json(server.get("/v1/devices?prefix=listed-&limit=5"));
    JsonNode second =
        json(
            server.get(
                "/v1/devices?prefix=listed-&cursor=" + first.get("next_cursor").textValue()));

    assertThat(first.get("items").findValuesAsText("device_id"))
        .containsExactly("listed-0", "listed-1", "listed-2", "listed-3", "listed-4");
    assertThat(first.get("items").get(0).get("last_seen").textValue())
        .isEqualTo("2026-03-05T12:00:00.000Z");
    assertThat(second.get("items").findValuesAsText("device_id"))
        .containsExactly("listed-5", "listed-6", "listed-7", "listed-8");
    assertThat(second.get("next_cursor").isNull()).isTrue();
  }

  @Test
  void headAnswersAsGetWithoutABody() {
    Event event = put(event("head", "t", NOW, "head"));

    HttpResponse<String> response =
        server.send(
            HttpRequest.newBuilder(server.uri("/v1/events/" + event.eventId()))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  private Event put(Event event) {
    server.store().put(stored(event));
    return event;
  }

  private static List<String> names(JsonNode page) {
    return page.get("items").findValues("payload").stream()
        .map(payload -> payload.get("name").textValue())
        .toList();
  }
}
