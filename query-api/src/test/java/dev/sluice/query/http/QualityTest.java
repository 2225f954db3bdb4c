package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static dev.sluice.query.read.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.quality.Findings;
import dev.sluice.quality.Format;
import dev.sluice.quality.Member;
import dev.sluice.quality.Observation;
import dev.sluice.quality.Outcome;
import dev.sluice.query.read.QualityRepositoryContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Quality numbers as a client meets them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QualityTest {
  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void put(Instant minute, String type, int events) {
    server.store().putQuality(QualityRepositoryContract.minute(minute, "1/" + type, type, events));
  }

  private static List<String> types(JsonNode report) {
    List<String> types = new ArrayList<>();
    report.get("items").forEach(item -> types.add(item.get("event_type").textValue()));
    return types;
  }

  @Test
  void aReportIsWrittenInFull() {
    Instant minute = Instant.parse("2026-02-01T10:00:00Z");
    Findings good = new Findings("reading", Set.of(), Set.of());
    Findings bad = new Findings("reading", Set.of(Member.EVENT_ID), Set.of(Format.DEVICE_ID));
    server
        .store()
        .putQuality(
            QualityMinute.empty(minute, "1/a", Duration.ofDays(60))
                .plus(
                    List.of(
                        new Observation("1", minute, good, Outcome.STORED),
                        new Observation("2", minute, good, Outcome.DUPLICATE),
                        new Observation("3", minute, good, Outcome.ID_COLLISION),
                        new Observation("4", minute, good, Outcome.STORED),
                        new Observation("5", minute, bad, Outcome.REJECTED))));
    String counts =
        "\"received\":5,\"stored\":2,\"duplicate\":1,\"rejected\":2,\"id_collision\":1,"
            + "\"uniqueness\":0.5,"
            + "\"completeness\":{\"event_id\":0.8,\"device_id\":1.0,\"event_type\":1.0,"
            + "\"event_time\":1.0,\"payload\":1.0},"
            + "\"validity\":{\"json\":1.0,\"envelope\":1.0,\"event_id\":1.0,\"device_id\":0.8,"
            + "\"event_type\":1.0,\"event_time\":1.0,\"event_time_window\":1.0,\"payload\":1.0}}";

    assertThat(
            server
                .get("/v1/quality?from=2026-02-01T10:00:59.999Z&to=2026-02-01T10:00:59.999999Z")
                .body())
        .isEqualTo(
            "{\"from\":\"2026-02-01T10:00:00.000Z\",\"to\":\"2026-02-01T10:01:00.000Z\","
                + "\"items\":[{\"event_type\":\"reading\","
                + counts
                + "],\"total\":{"
                + counts
                + "}");
  }

  @Test
  void anEmptyTimeHasNoItemsAndSharesOfNothingAreNull() {
    JsonNode report =
        json(server.get("/v1/quality?from=2026-01-02T00:00:00Z&to=2026-01-03T00:00:00Z"));

    assertThat(report.get("items")).isEmpty();
    assertThat(report.at("/total/received").longValue()).isZero();
    assertThat(report.at("/total/uniqueness").isNull()).isTrue();
    assertThat(report.at("/total/completeness/event_id").isNull()).isTrue();
    assertThat(report.at("/total/validity")).hasSize(8).allMatch(JsonNode::isNull);
  }

  @Test
  void theLastHourIsTheDefault() {
    put(NOW, "now", 1);
    put(NOW.minus(Duration.ofMinutes(59)), "first", 1);
    put(NOW.minus(Duration.ofMinutes(60)), "too-early", 1);

    JsonNode report = json(server.get("/v1/quality"));
    assertThat(report.get("from").textValue()).isEqualTo("2026-03-05T11:01:00.000Z");
    assertThat(report.get("to").textValue()).isEqualTo("2026-03-05T12:01:00.000Z");
    assertThat(types(report)).containsExactly("first", "now");
  }

  @Test
  void oneTypeMayBeAskedForAndTheTotalIsItsOwn() {
    Instant minute = Instant.parse("2026-02-13T10:00:00Z");
    put(minute, "one", 1);
    put(minute, "two", 2);
    put(minute, "(unknown)", 4);

    String range = "?from=2026-02-13T10:00:00Z&to=2026-02-13T11:00:00Z";
    assertThat(json(server.get("/v1/quality" + range)).at("/total/stored").longValue())
        .isEqualTo(7);
    for (String type : List.of("two", "(unknown)")) {
      JsonNode report = json(server.get("/v1/quality" + range + "&type=" + type));
      assertThat(types(report)).containsExactly(type);
      assertThat(report.at("/total/stored")).isEqualTo(report.at("/items/0/stored"));
    }
    assertThat(json(server.get("/v1/quality" + range + "&type=three")).get("items")).isEmpty();
  }

  @Test
  void aWholeDayIsTaken() {
    assertThat(
            server
                .get("/v1/quality?from=2026-02-13T10:00:30Z&to=2026-02-14T10:00:30Z")
                .statusCode())
        .isEqualTo(200);
  }
}
