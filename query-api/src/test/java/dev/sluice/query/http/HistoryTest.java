package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static dev.sluice.query.read.Events.stored;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.Event;
import dev.sluice.query.read.ArchiveUnavailableException;
import dev.sluice.query.read.TooScatteredException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A device's history past the retention, as a client meets it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HistoryTest {
  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @AfterEach
  void repair() {
    server.archive().failWith(null);
  }

  private void put(String device, int minutesAgo, boolean archived) {
    String name = device + minutesAgo;
    Event event = event(device, "t", NOW.minus(Duration.ofMinutes(minutesAgo)), name);
    if (archived) {
      server.archive().archive(event);
    } else {
      server.store().put(stored(event));
    }
  }

  private static List<String> names(JsonNode page) {
    List<String> names = new ArrayList<>();
    page.get("items")
        .forEach(item ->
            names.add(
                item.get("payload").get("name").textValue()
                    + (item.has("archived") ? " archived" : "")));
    return names;
  }

  @Test
  void historyGoesOnIntoTheArchiveAndSaysWhichRowsAreFromThere() {
    put("both", 1, false);
    put("both", 3, false);
    put("both", 2, true);
    put("both", 4, true);

    JsonNode page = json(server.get("/v1/devices/both/events"));

    assertThat(names(page)).containsExactly("both1", "both2 archived", "both3", "both4 archived");
    assertThat(page.get("items").get(1).get("archived").isBoolean()).isTrue();
    assertThat(names(json(server.get("/v1/devices/both/events?include=all&order=asc"))))
        .containsExactly("both4 archived", "both3", "both2 archived", "both1");
    assertThat(names(json(server.get("/v1/devices/both/events?include=hot"))))
        .containsExactly("both1", "both3");
    assertThat(names(json(server.get("/v1/devices/both/events?include=archive"))))
        .containsExactly("both2 archived", "both4 archived");
  }

  @Test
  void anEventThatIsInBothIsAnsweredOnceFromTheTable() {
    put("twice", 1, false);
    put("twice", 1, true);

    assertThat(names(json(server.get("/v1/devices/twice/events")))).containsExactly("twice1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"asc", "desc"})
  void pagingCrossesFromOneToTheOtherWithoutLossOrRepeat(String order) {
    String device = "crossing-" + order;
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      put(device, i, i % 3 > 0);
      expected.add(device + i + (i % 3 > 0 ? " archived" : ""));
    }
    String url = "/v1/devices/" + device + "/events?limit=7&order=" + order;
    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json(server.get(url + cursor));
      found.addAll(names(page));
      JsonNode next = page.get("next_cursor");
      cursor = next.isNull() ? null : "&cursor=" + next.textValue();
    } while (cursor != null);

    assertThat(found)
        .containsExactlyElementsOf(order.equals("asc") ? expected.reversed() : expected);
  }

  @Test
  void aCursorIsOfOneChoiceOfPlaces() {
    put("choice", 1, false);
    put("choice", 2, false);
    String cursor =
        json(server.get("/v1/devices/choice/events?limit=1&include=hot"))
            .get("next_cursor")
            .textValue();

    HttpResponse<String> answer =
        server.get("/v1/devices/choice/events?limit=1&include=all&cursor=" + cursor);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("parameter").textValue()).isEqualTo("cursor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"both", "HOT", "hot,archive", "%00"})
  void anotherPlaceIsRefusedWithThoseThereAre(String include) {
    HttpResponse<String> answer = server.get("/v1/devices/d/events?include=" + include);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("parameter").textValue()).isEqualTo("include");
    assertThat(json(answer).get("detail").textValue()).contains("hot, archive or all");
  }

  @Test
  void anArchiveThatIsAwayIsA503AndTheTableIsStillAnswered() {
    put("away", 1, false);
    server.archive().failWith(new ArchiveUnavailableException("away"));

    HttpResponse<String> all = server.get("/v1/devices/away/events");
    HttpResponse<String> archive = server.get("/v1/devices/away/events?include=archive");

    assertThat(List.of(all.statusCode(), archive.statusCode())).containsExactly(503, 503);
    assertThat(all.headers().firstValue("Retry-After")).contains("2");
    assertThat(json(all).get("detail").textValue()).contains("include=hot");
    assertThat(names(json(server.get("/v1/devices/away/events?include=hot"))))
        .containsExactly("away1");
  }

  @Test
  void whatLiesInTooManyFilesIsA422ThatSaysAWayOut() {
    server.archive().failWith(new TooScatteredException("ask for one type"));

    HttpResponse<String> answer = server.get("/v1/devices/d/events");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).get("detail").textValue()).isEqualTo("ask for one type");
  }
}
