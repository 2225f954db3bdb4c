package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static dev.sluice.query.read.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.alert.AlertState;
import dev.sluice.query.read.AlertRepositoryContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Alerts as a client meets them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AlertsTest {
  private static final int ALERTS = 12;

  private TestServer server;

  @BeforeAll
  void fill() {
    server = TestServer.inMemory();
    for (int i = 0; i < ALERTS; i++) {
      server
          .store()
          .putAlert(
              AlertRepositoryContract.alert(
                  i,
                  "alert-" + i % 3,
                  i % 2 == 0 ? "too-hot" : "silent",
                  i % 4 < 2 ? AlertState.RAISED : AlertState.CLEARED,
                  NOW.minus(Duration.ofMinutes(5L * i + 1))));
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private List<JsonNode> alerts(String query) {
    List<JsonNode> found = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json(server.get("/v1/alerts?limit=5" + query + cursor));
      page.get("items").forEach(found::add);
      cursor = page.hasNonNull("next_cursor") ? "&cursor=" + page.get("next_cursor").asText() : "";
    } while (!cursor.isEmpty());
    return found;
  }

  private static List<String> texts(List<JsonNode> alerts, String member) {
    return alerts.stream().map(alert -> alert.get(member).textValue()).toList();
  }

  @Test
  void theNewestComeFirstAndPagingMeetsEachOnce() {
    List<JsonNode> found = alerts("");

    assertThat(found).hasSize(ALERTS);
    assertThat(texts(found, "alert_key")).doesNotHaveDuplicates();
    assertThat(texts(found, "received_time")).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void deviceRuleAndStateNarrowThem() {
    assertThat(alerts("&device_id=alert-1"))
        .hasSize(4)
        .allSatisfy(alert -> assertThat(alert.get("device_id").textValue()).isEqualTo("alert-1"));
    assertThat(texts(alerts("&rule=too-hot"), "rule")).hasSize(6).containsOnly("too-hot");
    assertThat(texts(alerts("&state=cleared"), "state")).hasSize(6).containsOnly("cleared");
    assertThat(alerts("&device_id=alert-0&rule=too-hot&state=raised")).hasSize(1);
  }

  @Test
  void aRangeHoldsItsBeginningAndNotItsEnd() {
    String newest = NOW.minus(Duration.ofMinutes(1)).toString();
    String next = NOW.minus(Duration.ofMinutes(6)).toString();

    assertThat(alerts("&from=" + next + "&to=" + newest)).hasSize(1);
  }
}
