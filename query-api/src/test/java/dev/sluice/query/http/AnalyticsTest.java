package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static dev.sluice.query.read.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.query.read.WindowRepositoryContract;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowLength;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Windows as a client meets them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnalyticsTest {
  private static final WindowField X = new WindowField("reading", "/payload/x");

  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void put(WindowLength length, Instant start, String shard, String... numbers) {
    server.store().putWindow(WindowRepositoryContract.window(length, start, shard, X, numbers));
  }

  private static List<String> starts(JsonNode report) {
    List<String> starts = new ArrayList<>();
    report.get("items").forEach(item -> starts.add(item.get("window_start").textValue()));
    return starts;
  }

  @Test
  void aReportIsWrittenInFull() {
    Instant start = Instant.parse("2026-02-01T10:00:00Z");
    put(WindowLength.MINUTE, start.plusSeconds(120), "1/a", "1E+3");
    put(WindowLength.MINUTE, start, "1/a", "1.50", "2");
    put(WindowLength.MINUTE, start, "1/b", "-1");

    assertThat(
            server
                .get(
                    "/v1/analytics?type=reading&field=/payload/x"
                        + "&from=2026-02-01T10:00:59.999Z&to=2026-02-01T10:02:00.001Z")
                .body())
        .isEqualTo(
            "{\"event_type\":\"reading\",\"field\":\"/payload/x\",\"window\":\"1m\","
                + "\"from\":\"2026-02-01T10:00:00.000Z\",\"to\":\"2026-02-01T10:03:00.000Z\","
                + "\"items\":[{\"window_start\":\"2026-02-01T10:00:00.000Z\",\"count\":3,"
                + "\"sum\":2.50,\"min\":-1,\"max\":2,\"avg\":0.8333333333333333},"
                + "{\"window_start\":\"2026-02-01T10:02:00.000Z\",\"count\":1,"
                + "\"sum\":1E+3,\"min\":1E+3,\"max\":1E+3,\"avg\":1E+3}]}");
  }

  @Test
  void theLatestWindowsAreTheDefault() {
    put(WindowLength.MINUTE, NOW, "1/a", "1");
    put(WindowLength.MINUTE, NOW.minus(Duration.ofMinutes(59)), "1/a", "1");
    put(WindowLength.MINUTE, NOW.minus(Duration.ofMinutes(60)), "1/a", "1");
    put(WindowLength.HOUR, NOW, "1/a", "1");
    put(WindowLength.HOUR, NOW.minus(Duration.ofHours(24)), "1/a", "1");

    String path = "/v1/analytics?type=reading&field=/payload/x";
    assertThat(starts(json(server.get(path))))
        .containsExactly("2026-03-05T11:01:00.000Z", "2026-03-05T12:00:00.000Z");
    assertThat(starts(json(server.get(path + "&window=1h"))))
        .containsExactly("2026-03-05T12:00:00.000Z");
  }

  @Test
  void theLongestRangesAreTaken() {
    String path = "/v1/analytics?type=reading&field=/payload/y.z&to=2026-03-05T12:00:00Z";
    for (String more :
        List.of("&from=2026-03-04T12:00:00Z", "&window=1h&from=2026-02-02T12:00:00Z")) {
      assertThat(server.get(path + more).statusCode()).as(more).isEqualTo(200);
    }
  }

  @Test
  void whoAsksForWhatIsNotKeptIsToldWhatIs() {
    assertThat(json(server.get("/v1/analytics?type=other&field=/payload/x")).get("detail"))
        .hasToString(
            "\"type \\\"other\\\" is not a type that windows are kept of: reading, temperature\"");
    assertThat(
            json(server.get("/v1/analytics?type=reading&field=/payload/other"))
                .get("detail")
                .textValue())
        .isEqualTo(
            "field \"/payload/other\" is not a field of reading that windows are kept of:"
                + " /payload/x, /payload/y.z");
  }
}
