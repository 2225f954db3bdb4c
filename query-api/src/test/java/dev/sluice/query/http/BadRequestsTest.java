package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static dev.sluice.query.read.Events.stored;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every parameter, wrong in every way: always a 400 problem that names it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadRequestsTest {
  private static final String LONG = "x".repeat(3_000);
  private static final String UUID_PATH = "/v1/events/169a9a74-0b1f-4e4e-9c0b-6f5b7d3a2c11";

  private TestServer server;

  /// @param path the request, its value already encoded
  record Bad(String path, String parameter) {}

  @BeforeAll
  void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<Bad> badRequests() {
    List<Bad> bad = new ArrayList<>();
    String events = "/v1/devices/d/events";
    String devices = "/v1/devices";
    List<String> noNumbers = List.of("0", "-1", "1001", "1.5", "ten", "0x10", "١", "99999999999");
    List<String> noTimes =
        List.of(
            "yesterday",
            "2026-03-05",
            "2026-03-05T12:00:00",
            "2026-03-05T12:00:00+01:00",
            "2026-02-30T12:00:00Z",
            "1969-12-31T23:59:59Z",
            "+10000-01-01T00:00:00Z",
            "1709600000");
    List<String> noNames = List.of("a b", "a/b", "ü", "a#b", "%");
    all(bad, events, "limit", noNumbers);
    all(bad, devices, "limit", noNumbers);
    all(bad, events, "from", noTimes.stream().map(BadRequestsTest::withoutPlusCoding).toList());
    all(bad, events, "to", noTimes.stream().map(BadRequestsTest::withoutPlusCoding).toList());
    String quality = "/v1/quality";
    all(bad, quality, "from", noTimes.stream().map(BadRequestsTest::withoutPlusCoding).toList());
    all(bad, quality, "to", noTimes.stream().map(BadRequestsTest::withoutPlusCoding).toList());
    all(bad, quality, "type", noNames);
    bad.add(new Bad(quality + "?limit=5", "limit"));
    bad.add(new Bad(quality + "?from=2026-03-05T12:00:00Z&to=2026-03-05T12:00:00Z", "from"));
    bad.add(new Bad(quality + "?from=2026-03-04T11:59:59.999Z&to=2026-03-05T12:00:00Z", "from"));
    bad.add(new Bad(quality + "?from=2026-03-05T12:01:00Z", "from"));
    analytics(bad, noTimes.stream().map(BadRequestsTest::withoutPlusCoding).toList(), noNames);
    all(
        bad,
        devices,
        "seen_since",
        noTimes.stream().map(BadRequestsTest::withoutPlusCoding).toList());
    all(
        bad,
        devices,
        "seen_until",
        noTimes.stream().map(BadRequestsTest::withoutPlusCoding).toList());
    bad.add(
        new Bad(
            devices + "?seen_since=2026-03-05T12:00:01Z&seen_until=2026-03-05T12:00:00Z",
            "seen_since"));
    String day = "/v1/events?date=2026-03-05";
    all(bad, "/v1/events", "date", List.of("today", "2026-02-30", "2026-3-5", "1969-12-31"));
    bad.add(new Bad("/v1/events", "date"));
    for (String wrong : List.of("limit=0", "type=a%20b", "cursor=x", "colour=red")) {
      bad.add(new Bad(day + "&" + wrong, wrong.substring(0, wrong.indexOf('='))));
    }
    String series = "/v1/devices/d/series";
    List<String> noFields = List.of("celsius", "/celsius", "/payload", "/payload/~2", "/payload/~");
    all(bad, series, "field", noFields);
    bad.add(new Bad(series, "field"));
    String ofField = series + "?field=/payload/c";
    for (String wrong :
        List.of(
            "PT0S", "PT0.5S", "PT1.5S", "P32D", "-PT1S", "P1Y", "300", "0s", "32d", "5M", "1w")) {
      bad.add(new Bad(ofField + "&bucket=" + wrong, "bucket"));
    }
    for (String wrong : List.of("mean", "AVG", "avg,", "avg,avg", "avg%20", "p99")) {
      bad.add(new Bad(ofField + "&agg=" + wrong, "agg"));
    }
    for (String wrong : List.of("limit=5", "type=a%20b", "from=now", "to=now")) {
      bad.add(new Bad(ofField + "&" + wrong, wrong.substring(0, wrong.indexOf('='))));
    }
    all(bad, events, "type", noNames);
    all(bad, events, "type", List.of("x".repeat(65)));
    all(bad, devices, "prefix", noNames);
    all(bad, devices, "prefix", List.of("x".repeat(129)));
    all(bad, events, "order", List.of("ASC", "up"));
    all(bad, "/v1/devices/d", "consistent", List.of("1", "yes", "TRUE"));
    List<String> noCursors = List.of("x", "AQ", "!!!!", "AAAA".repeat(20), "AQAA".repeat(20));
    all(bad, events, "cursor", noCursors);
    all(bad, devices, "cursor", noCursors);
    for (String path : List.of(events, devices, "/v1/devices/d", UUID_PATH)) {
      bad.add(new Bad(path + "?colour=red", "colour"));
      bad.add(new Bad(path + "?Limit=5", "Limit"));
    }
    bad.add(new Bad("/v1/devices/d?limit=5", "limit"));
    bad.add(new Bad(UUID_PATH + "?consistent=true", "consistent"));
    for (String name : noNames) {
      bad.add(new Bad("/v1/devices/" + inPath(name), "device_id"));
      bad.add(new Bad("/v1/devices/" + inPath(name) + "/events", "device_id"));
    }
    bad.add(new Bad("/v1/devices/" + "x".repeat(129), "device_id"));
    bad.add(new Bad("/v1/devices/%00", "device_id"));
    bad.add(new Bad("/v1/devices/a%0Ab", "device_id"));
    for (String id : List.of("1", "1-1-1-1-1", "x".repeat(36), LONG, "%00", "%F0%28")) {
      bad.add(new Bad("/v1/events/" + id, "event_id"));
    }
    bad.add(new Bad(range("2026-03-05T12:00:00Z", "2026-03-05T12:00:00Z"), "from"));
    bad.add(new Bad(range("2026-03-05T12:00:01Z", "2026-03-05T12:00:00Z"), "from"));
    bad.add(new Bad(range("2026-01-01T00:00:00Z", "2026-02-01T00:00:00.001Z"), "from"));
    bad.add(new Bad(events + "?from=2026-03-05T12:10:00Z", "from"));
    bad.add(new Bad(events + "?from=2026-01-01T00:00:00Z", "from"));
    bad.add(new Bad(events + "?from=2026-01-01T00:00:00Z", "from"));
    return bad.stream();
  }

  private static void analytics(List<Bad> bad, List<String> noTimes, List<String> noNames) {
    String analytics = "/v1/analytics?type=reading&field=/payload/x";
    all(bad, analytics, "from", noTimes);
    all(bad, analytics, "to", noTimes);
    all(bad, analytics, "window", List.of("1M", "60s", "PT1M", "1d"));
    all(bad, "/v1/analytics?field=/payload/x", "type", noNames);
    all(bad, "/v1/analytics?type=reading", "field", List.of("x", "/payload/other", "/"));
    bad.add(new Bad("/v1/analytics", "type"));
    bad.add(new Bad("/v1/analytics?type=other&field=/payload/x", "type"));
    bad.add(new Bad("/v1/analytics?type=reading", "field"));
    bad.add(new Bad(analytics + "&limit=5", "limit"));
    String to = "&to=2026-03-05T12:00:00Z";
    bad.add(new Bad(analytics + to + "&from=2026-03-04T11:59:59.999Z", "from"));
    bad.add(new Bad(analytics + to + "&window=1h&from=2026-02-02T11:59:59Z", "from"));
    bad.add(new Bad(analytics + to + "&from=2026-03-05T12:00:00Z", "from"));
  }

  /// The values given, and what is wrong for every parameter.
  private static void all(List<Bad> bad, String path, String parameter, List<String> values) {
    String start = path + (path.contains("?") ? "&" : "?");
    Stream.concat(
            values.stream().map(BadRequestsTest::encoded),
            Stream.of("", "%00", "a%0Ab", "%1B%5B31m", "%20", "%F0%28", encoded(LONG)))
        .forEach(value -> bad.add(new Bad(start + parameter + "=" + value, parameter)));
    bad.add(new Bad(start + parameter, parameter));
    bad.add(new Bad(start + parameter + "=a&" + parameter + "=a", parameter));
  }

  private static String range(String from, String to) {
    return "/v1/devices/d/events?from=" + from + "&to=" + to;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String inPath(String value) {
    return encoded(value).replace("+", "%20");
  }

  /// The classic mistake: a `+` that means a space.
  private static String withoutPlusCoding(String time) {
    return time.replace('+', ' ');
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void eachIsAProblemThatNamesTheParameter(Bad bad) {
    HttpResponse<String> response = server.get(bad.path());

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    JsonNode problem = json(response);
    assertThat(problem.get("parameter").textValue()).isEqualTo(bad.parameter());
    assertThat(problem.get("status").intValue()).isEqualTo(400);
    assertThat(problem.get("title").textValue()).isEqualTo("Bad Request");
    assertThat(problem.get("type").textValue()).isEqualTo("about:blank");
    assertThat(problem.get("instance").textValue()).startsWith("/v1/");
    assertThat(problem.get("detail").textValue())
        .contains(bad.parameter())
        .hasSizeLessThan(400)
        .doesNotContainPattern("\\p{Cntrl}")
        .doesNotContain("Exception", "dev.sluice", "java.");
  }

  @Test
  void aCursorFitsNoOtherQuestion() {
    for (int i = 0; i < 3; i++) {
      for (String device : List.of("one", "two")) {
        server.store().put(stored(event(device, "t", NOW.minusSeconds(i), device + i)));
        server.store().putSummary(device + i, NOW);
      }
    }
    String ofEvents = cursor("/v1/devices/one/events?limit=1");
    String ofDevices = cursor("/v1/devices?limit=1");

    for (String path :
        List.of(
            "/v1/devices/two/events?limit=1&cursor=" + ofEvents,
            "/v1/devices/one/events?order=asc&cursor=" + ofEvents,
            "/v1/devices/one/events?type=t&cursor=" + ofEvents,
            "/v1/devices/one/events?from=2026-03-05T00:00:00Z&cursor=" + ofEvents,
            "/v1/devices?cursor=" + ofEvents,
            "/v1/devices/one/events?cursor=" + ofDevices,
            "/v1/devices?prefix=o&cursor=" + ofDevices)) {
      HttpResponse<String> response = server.get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(400);
      assertThat(json(response).get("parameter").textValue()).isEqualTo("cursor");
    }
    assertThat(server.get("/v1/devices/one/events?limit=2&cursor=" + ofEvents).statusCode())
        .as("only the limit may change")
        .isEqualTo(200);
  }

  @Test
  void aCursorSaysNothingAndAnyChangedCharacterSpoilsIt() {
    for (int i = 0; i < 3; i++) {
      server.store().put(stored(event("forged", "t", NOW.minusSeconds(i), "forged" + i)));
    }
    String cursor = cursor("/v1/devices/forged/events?limit=1");
    assertThat(
            new String(
                java.util.Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1))
        .doesNotContain("2026-03", "forged");

    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
      assertThat(server.get("/v1/devices/forged/events?limit=1&cursor=" + changed).statusCode())
          .as("changed at %d", i)
          .isEqualTo(400);
    }
  }

  @Test
  void theLongestRangeIsTaken() {
    String from = NOW.minus(Duration.ofDays(31)).toString();
    assertThat(server.get(range(from, NOW.toString())).statusCode()).isEqualTo(200);
  }

  private String cursor(String path) {
    return json(server.get(path)).get("next_cursor").textValue();
  }
}
