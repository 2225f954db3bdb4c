package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static dev.sluice.query.read.Events.stored;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.http.access.Issuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What tokens show, and for how long; what each caller may do how often.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccessTest {
  private Issuer issuer;
  private Path directory;

  @BeforeAll
  void makeKeys(@TempDir Path temporary) {
    issuer = new Issuer();
    directory = temporary;
  }

  private TestServer server(Map<String, Object> more) {
    Map<String, Object> settings = issuer.settings(directory);
    settings.put("test.store", "memory");
    settings.putAll(more);
    TestServer server = TestServer.start(settings);
    for (String device : List.of("pump-1", "sensor-1", "sensor-2", "sensor-3")) {
      server.store().putSummary(device, NOW);
      for (int i = 0; i < 3; i++) {
        server.store().put(stored(event(device, "t", NOW.minusSeconds(i), device + i)));
      }
    }
    return server;
  }

  private String limited(String prefix) {
    return issuer.token(Issuer.all(), claims -> claims.claim("device_prefix", prefix));
  }

  private static HttpResponse<String> get(TestServer server, String path, String token) {
    return server.send(
        HttpRequest.newBuilder(server.uri(path))
            .header("Authorization", "Bearer " + token)
            .build());
  }

  private static List<String> devices(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return StreamSupport.stream(json(response).get("items").spliterator(), false)
        .map(item -> item.get("device_id").textValue())
        .toList();
  }

  @Test
  void aPrefixNarrowsLists() {
    try (TestServer server = server(Map.of())) {
      String sensors = limited("sensor-");

      assertThat(devices(get(server, "/v1/devices", sensors)))
          .containsExactlyInAnyOrder("sensor-1", "sensor-2", "sensor-3");
      assertThat(devices(get(server, "/v1/devices?prefix=sens", sensors))).hasSize(3);
      assertThat(devices(get(server, "/v1/devices?prefix=sensor-2", sensors)))
          .containsExactly("sensor-2");
      assertThat(devices(get(server, "/v1/devices?prefix=pump", sensors))).isEmpty();
      assertThat(devices(get(server, "/v1/devices", issuer.token(Issuer.all())))).hasSize(4);
    }
  }

  @Test
  void aCursorOfOneWhoSeesMoreIsNoneForOneWhoSeesLess() {
    try (TestServer server = server(Map.of())) {
      String all = issuer.token(Issuer.all());
      for (String path : List.of("/v1/devices?limit=1", "/v1/devices/sensor-1/events?limit=1")) {
        String cursor = json(get(server, path, all)).get("next_cursor").textValue();

        HttpResponse<String> response = get(server, path + "&cursor=" + cursor, limited("sensor-"));

        assertThat(response.statusCode()).as(path).isEqualTo(400);
        assertThat(json(response).get("parameter").textValue()).isEqualTo("cursor");
        assertThat(get(server, path + "&cursor=" + cursor, all).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void whatMayNotBeSeenIsNamedWithThePrefix() {
    try (TestServer server = server(Map.of())) {
      HttpResponse<String> response = get(server, "/v1/devices/pump-1/events", limited("sensor-"));

      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(json(response).get("parameter").textValue()).isEqualTo("device_id");
      assertThat(json(response).get("detail").textValue()).contains("pump-1", "sensor-");
    }
  }

  @Test
  void aRefusalSaysWhatIsMissing() {
    try (TestServer server = server(Map.of())) {
      HttpResponse<String> none = server.get("/v1/devices");
      assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"sluice\"");

      HttpResponse<String> lacks = get(server, "/v1/devices", issuer.token("alerts:read"));
      assertThat(json(lacks).get("detail").textValue())
          .isEqualTo("this needs the scope telemetry:read; you have alerts:read");
      assertThat(lacks.headers().firstValue("WWW-Authenticate").orElse(""))
          .contains("error=\"insufficient_scope\"", "scope=\"telemetry:read\"");

      HttpResponse<String> old =
          get(
              server,
              "/v1/devices",
              issuer.token(Issuer.all(), claims -> claims.expirationTime(Date.from(NOW))));
      assertThat(json(old).get("detail").textValue())
          .isEqualTo("the token expired at 2026-03-05T12:00:00Z");
      assertThat(old.headers().firstValue("WWW-Authenticate").orElse(""))
          .contains("error=\"invalid_token\"");
    }
  }

  @Test
  void aTokenThatWasTakenOnceIsNotTakenLongerThanItLives() {
    try (TestServer server = server(Map.of("sluice.security.jwt.trust-for", "PT5M"))) {
      String token =
          issuer.token(
              Issuer.all(), claims -> claims.expirationTime(Date.from(NOW.plusSeconds(60))));

      assertThat(get(server, "/v1/devices", token).statusCode()).isEqualTo(200);
      server.clock().advance(Duration.ofSeconds(59));
      assertThat(get(server, "/v1/devices", token).statusCode()).isEqualTo(200);
      server.clock().advance(Duration.ofSeconds(1));
      assertThat(get(server, "/v1/devices", token).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void eachCallerHasTheirOwnRateAndIsToldWhenToComeBack() {
    try (TestServer server =
        server(Map.of("sluice.rate-limit.per-second", 1, "sluice.rate-limit.burst", 3))) {
      String one = issuer.token(Issuer.all());
      JWTClaimsSet two = Issuer.claims(Issuer.all()).subject("another").build();
      for (int i = 0; i < 3; i++) {
        assertThat(get(server, "/v1/devices", one).statusCode()).isEqualTo(200);
      }

      HttpResponse<String> tooMany = get(server, "/v1/devices", one);

      assertThat(tooMany.statusCode()).isEqualTo(429);
      assertThat(tooMany.headers().firstValue("Retry-After")).contains("1");
      assertThat(json(tooMany).get("detail").textValue()).contains("more than 1 requests a second");
      assertThat(get(server, "/v1/devices", issuer.token(two)).statusCode()).isEqualTo(200);
      assertThat(server.get("/health/liveness").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoIsRefusedIsCountedToo() {
    try (TestServer server =
        server(Map.of("sluice.rate-limit.per-second", 1, "sluice.rate-limit.burst", 2))) {
      JWTClaimsSet all = Issuer.claims(Issuer.all()).build();
      String known = issuer.token(all);
      assertThat(get(server, "/v1/devices", known).statusCode()).isEqualTo(200);
      for (int i = 0; i < 2; i++) {
        assertThat(get(server, "/v1/devices", issuer.forged(all)).statusCode()).isEqualTo(401);
      }

      assertThat(get(server, "/v1/devices", issuer.forged(all)).statusCode()).isEqualTo(429);
      assertThat(server.get("/v1/devices").statusCode()).isEqualTo(429);
      assertThat(get(server, "/v1/devices", known).statusCode())
          .as("whose token was found valid a moment ago")
          .isEqualTo(200);
    }
  }

  @Test
  void keysAreFetchedOnceAndServeWhileTheIssuerIsAway() throws IOException {
    AtomicInteger fetched = new AtomicInteger();
    AtomicBoolean away = new AtomicBoolean(true);
    HttpServer keys =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    keys.createContext(
        "/",
        exchange -> {
          fetched.incrementAndGet();
          byte[] body = issuer.jwks().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(away.get() ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    keys.start();
    String url = "http://127.0.0.1:" + keys.getAddress().getPort() + "/keys";
    try (TestServer server = server(Map.of("sluice.security.jwt.jwks-url", url))) {
      HttpResponse<String> unavailable = get(server, "/v1/devices", issuer.token(Issuer.all()));
      assertThat(unavailable.statusCode()).isEqualTo(503);
      assertThat(unavailable.headers().firstValue("Retry-After")).isPresent();
      away.set(false);

      assertThat(get(server, "/v1/devices", issuer.token(Issuer.all())).statusCode())
          .isEqualTo(200);
      int before = fetched.get();
      away.set(true);
      for (String subject : List.of("a", "b", "c")) {
        JWTClaimsSet claims = Issuer.claims(Issuer.all()).subject(subject).build();
        assertThat(get(server, "/v1/devices", issuer.token(claims)).statusCode()).isEqualTo(200);
      }
      assertThat(fetched).hasValue(before);
    } finally {
      keys.stop(0);
    }
  }
}
