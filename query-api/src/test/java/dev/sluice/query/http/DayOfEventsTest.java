package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.model.Event;
import dev.sluice.query.read.Events;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A day across devices as a client pages through it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DayOfEventsTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-04");
  private static final Instant MORNING = Instant.parse("2026-03-04T06:00:00Z");

  private TestServer server;

  @BeforeAll
  void fill() {
    server = TestServer.inMemory();
    for (int device = 0; device < 7; device++) {
      for (int i = 0; i < 5; i++) {
        put("day-" + device, i % 2 == 0 ? "temperature" : "door", MORNING.plusSeconds(i));
      }
      put("day-" + device, "temperature", MORNING.plus(Duration.ofDays(1)));
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void put(String device, String type, Instant time) {
    Event event = Events.event(device, type, time, device + type + time);
    server.store().put(Events.stored(event));
    server
        .store()
        .putDay(
            new DeviceDay(
                device,
                LocalDate.ofInstant(time, java.time.ZoneOffset.UTC),
                Events.NOW.plus(Events.RETENTION)));
  }

  private List<JsonNode> pages(String query, int limit) {
    List<JsonNode> found = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json(server.get("/v1/events?" + query + "&limit=" + limit + cursor));
      assertThat(page.get("items")).hasSizeLessThanOrEqualTo(limit);
      page.get("items").forEach(found::add);
      cursor = page.hasNonNull("next_cursor") ? "&cursor=" + page.get("next_cursor").asText() : "";
    } while (!cursor.isEmpty());
    return found;
  }

  @Test
  void pagingMeetsEachEventOfTheDayOnce() {
    for (int limit : List.of(1, 4, 1000)) {
      List<JsonNode> found = pages("date=" + DAY, limit);

      Set<String> ids = new HashSet<>();
      found.forEach(event -> ids.add(event.get("event_id").textValue()));
      assertThat(found).hasSize(35);
      assertThat(ids).hasSize(35);
      assertThat(found)
          .allSatisfy(
              event -> assertThat(event.get("event_time").asText()).startsWith("2026-03-04"));
    }
  }

  @Test
  void theEventsOfADeviceStandTogetherInTheirOrder() {
    List<String> devices = new ArrayList<>();
    String before = "";
    for (JsonNode event : pages("date=" + DAY, 4)) {
      String device = event.get("device_id").textValue();
      String time = event.get("event_time").textValue();
      if (devices.isEmpty() || !devices.getLast().equals(device)) {
        devices.add(device);
      } else {
        assertThat(time).isGreaterThan(before);
      }
      before = time;
    }
    assertThat(devices).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void aTypeNarrowsTheDay() {
    assertThat(pages("date=" + DAY + "&type=door", 3))
        .hasSize(14)
        .allSatisfy(event -> assertThat(event.get("event_type").asText()).isEqualTo("door"));
  }

  @Test
  void aDayOfNobodyIsEmpty() {
    assertThat(pages("date=2026-03-01", 10)).isEmpty();
  }
}
