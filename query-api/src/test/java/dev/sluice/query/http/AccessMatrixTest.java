package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static dev.sluice.query.read.Events.stored;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sluice.http.access.Issuer;
import dev.sluice.http.access.Keys;
import dev.sluice.model.Event;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Who gets what from each route, those that manage the service included: by token and by key. A
/// route that is not in the table fails.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccessMatrixTest {
  private static final Event OURS = event("sensor-1", "t", NOW.minusSeconds(60), "ours");

  /// Columns: the route, what is asked of it, and the status for whoever is nobody, has
  /// `telemetry:read`, `alerts:read`, `admin`, all of them but sees other devices only,
  /// `telemetry:read` of these devices only.
  ///
  /// A 400 says as well that one was let through: what reads the feed is asked wrongly so that it
  /// ends. Health is 503 because the store is in memory, without its tables.
  private static final String TABLE =
      """
      GET /v1/devices                       | /v1/devices                 | 401 200 403 403 200 200
      GET /v1/devices/{device_id}           | /v1/devices/sensor-1        | 401 200 403 403 403 200
      GET /v1/devices/{device_id}/events    | /v1/devices/sensor-1/events | 401 200 403 403 403 200
      GET /v1/events/{event_id}             | /v1/events/EVENT            | 401 200 403 403 404 200
      GET /v1/analytics                     | /v1/analytics?type=temperature&field=/payload/celsius | 401 200 403 403 403 403
      GET /v1/quality                       | /v1/quality                 | 401 403 403 200 403 403
      POST /v1/devices:batchGet             | /v1/devices:batchGet {"device_ids":["sensor-1"]} | 401 200 403 403 403 200
      GET /v1/devices/{device_id}/series    | /v1/devices/sensor-1/series?field=/payload/name | 401 200 403 403 403 200
      GET /v1/events                        | /v1/events?date=2026-03-05  | 401 200 403 403 200 200
      GET /v1/shards                        | /v1/shards?nonsense=1       | 401 403 403 400 400 403
      GET /v1/live                          | /v1/live?nonsense=1         | 401 400 400 400 400 400
      GET /v1/live/events                   | /v1/live/events?nonsense=1  | 401 400 400 400 400 400
      GET /v1/alerts                        | /v1/alerts                  | 401 403 200 403 200 403
      GET /v1/rules                         | /v1/rules                   | 401 403 200 403 200 403
      GET /v1/access                        | /v1/access                  | 401 200 200 200 200 200
      GET /prometheus                       | /prometheus                 | 401 403 403 200 200 403
      GET /health                           | /health                     | 503 503 503 503 503 503
      GET /health/{selector}                | /health/liveness            | 200 200 200 200 200 200
      static                                | /                           | 200 200 200 200 200 200
      static                                | /console/app.js             | 200 200 200 200 200 200
      static                                | /swagger-ui/index.html      | 200 200 200 200 200 200
      GET /openapi/sluice-query-api.yml     | /openapi/sluice-query-api.yml | 200 200 200 200 200 200
      static                                | /nothing                    | 404 404 404 404 404 404
      """;

  private final Issuer issuer = new Issuer();
  private TestServer byToken;
  private TestServer byKey;

  record Row(String route, HttpRequest.Builder request, List<Integer> statuses) {}

  @BeforeAll
  void start(@TempDir Path directory) {
    Map<String, Object> settings = issuer.settings(directory);
    settings.put("test.store", "memory");
    settings.put("sluice.rate-limit.burst", 100_000);
    byToken = started(settings);
    settings = Keys.settings();
    settings.put("test.store", "memory");
    settings.put("sluice.rate-limit.burst", 100_000);
    byKey = started(settings);
  }

  private static TestServer started(Map<String, Object> settings) {
    TestServer server = TestServer.start(settings);
    server.store().put(stored(OURS));
    server.store().putState(OURS);
    server.store().putSummary(OURS.deviceId(), NOW);
    return server;
  }

  @AfterAll
  void stop() {
    byToken.close();
    byKey.close();
  }

  @Test
  void everyRouteHasARow() {
    Set<String> routes =
        byToken
            .server()
            .getApplicationContext()
            .getBean(Router.class)
            .uriRoutes()
            .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
            .map(route -> route.getHttpMethod() + " " + route.getUriMatchTemplate())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> rows =
        TABLE.lines().map(line -> line.split("\\|")[0].strip()).collect(Collectors.toSet());

    assertThat(routes).isNotEmpty().allSatisfy(route -> assertThat(rows).contains(route));
  }

  Stream<Arguments> tokens() {
    JWTClaimsSet all = Issuer.claims(Issuer.all()).build();
    Map<String, String> nobodies = new HashMap<>();
    nobodies.put("none", "");
    nobodies.put("no token at all", "x");
    nobodies.put("bad signature", issuer.forged(all));
    nobodies.put("unknown key", issuer.byUnknownKey(all));
    nobodies.put("key as a secret", issuer.confused(all));
    nobodies.put("unsigned", Issuer.unsigned(all));
    nobodies.put(
        "expired", issuer.token(Issuer.all(), claims -> claims.expirationTime(Date.from(NOW))));
    nobodies.put(
        "never expires", issuer.token(Issuer.all(), claims -> claims.expirationTime(null)));
    nobodies.put(
        "not yet",
        issuer.token(
            Issuer.all(), claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(120)))));
    nobodies.put(
        "wrong issuer", issuer.token(Issuer.all(), claims -> claims.issuer("https://other")));
    nobodies.put("no issuer", issuer.token(Issuer.all(), claims -> claims.issuer(null)));
    nobodies.put("wrong audience", issuer.token(Issuer.all(), claims -> claims.audience("other")));
    nobodies.put(
        "no audience", issuer.token(Issuer.all(), claims -> claims.audience((String) null)));
    nobodies.put("no subject", issuer.token(Issuer.all(), claims -> claims.subject(null)));
    nobodies.put(
        "a prefix that is none",
        issuer.token(Issuer.all(), claims -> claims.claim("device_prefix", "")));
    nobodies.put(
        "a prefix that is no text",
        issuer.token(Issuer.all(), claims -> claims.claim("device_prefix", List.of("sensor-"))));
    Stream<Arguments> refused =
        nobodies.entrySet().stream()
            .map(nobody -> Arguments.of(nobody.getKey(), nobody.getValue(), 0));
    return Stream.concat(
        refused,
        Stream.of(
            Arguments.of("telemetry:read", issuer.token("telemetry:read other"), 1),
            Arguments.of("alerts:read", issuer.token("alerts:read"), 2),
            Arguments.of("admin", issuer.token("openid admin"), 3),
            Arguments.of(
                "scopes as a list",
                issuer.token("", claims -> claims.claim("scope", List.of("telemetry:read"))),
                1),
            Arguments.of(
                "elliptic curve",
                issuer.byEllipticCurve(Issuer.claims("telemetry:read").build()),
                1),
            Arguments.of(
                "several audiences",
                issuer.token("admin", claims -> claims.audience(List.of("other", "sluice"))),
                3),
            Arguments.of(
                "own prefix",
                issuer.token("telemetry:read", claims -> claims.claim("device_prefix", "sensor-")),
                5),
            Arguments.of(
                "other prefix",
                issuer.token(Issuer.all(), claims -> claims.claim("device_prefix", "pump-")),
                4)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  void eachTokenGetsWhatTheTableSays(String name, String token, int column) {
    Map<String, String> header =
        token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);

    assertColumn(byToken, header, column);
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of(Map.of(), 0),
        Arguments.of(Map.of("X-Api-Key", "unknown"), 0),
        Arguments.of(Map.of("X-Api-Key", ""), 0),
        Arguments.of(Map.of("Authorization", "Basic " + Keys.ADMIN), 0),
        Arguments.of(Map.of("X-Api-Key", Keys.TELEMETRY), 1),
        Arguments.of(Map.of("Authorization", "ApiKey " + Keys.TELEMETRY), 1),
        Arguments.of(Map.of("authorization", "apikey  " + Keys.ALERTS), 2),
        Arguments.of(Map.of("X-Api-Key", Keys.ADMIN), 3),
        Arguments.of(Map.of("X-Api-Key", Keys.OTHER_PREFIX), 4));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void eachKeyGetsWhatTheTableSays(Map<String, String> header, int column) {
    assertColumn(byKey, header, column);
  }

  private static void assertColumn(TestServer server, Map<String, String> headers, int column) {
    assertThat(rows(server))
        .allSatisfy(row -> {
          headers.forEach(row.request::header);
          HttpResponse<String> response = server.send(row.request.build());
          int expected = row.statuses.get(column);
          assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
          assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
          if (expected >= 400 && expected < 500) {
            assertProblem(response, headers.values());
          }
        });
  }

  private static void assertProblem(
      HttpResponse<String> response, java.util.Collection<String> credentials) {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(response).get("status").intValue()).isEqualTo(response.statusCode());
    assertThat(response.body()).doesNotContain("Exception", "micronaut", "nimbus");
    credentials.stream()
        .filter(credential -> credential.length() > 10)
        .forEach(credential -> assertThat(response.body()).doesNotContain(credential));
    if (response.statusCode() == 401) {
      assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
          .matches("(Bearer|ApiKey) realm=\"sluice\".*");
    }
  }

  private static List<Row> rows(TestServer server) {
    return TABLE
        .lines()
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
        .map(cells ->
            new Row(
                cells.get(0),
                request(server, cells.get(0), cells.get(1)),
                Arrays.stream(cells.get(2).split(" ")).map(Integer::valueOf).toList()))
        .toList();
  }

  private static HttpRequest.Builder request(TestServer server, String route, String asked) {
    String[] pathAndBody = asked.replace("EVENT", OURS.eventId().toString()).split(" ", 2);
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(pathAndBody[0]));
    return route.startsWith("POST")
        ? request
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(pathAndBody[1]))
        : request;
  }
}
