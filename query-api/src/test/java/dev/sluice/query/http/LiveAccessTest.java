package dev.sluice.query.http;

import static dev.sluice.query.live.Feeds.NOW;
import static dev.sluice.query.live.Feeds.SHARD;
import static dev.sluice.query.live.Feeds.id;
import static dev.sluice.query.live.Feeds.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.http.access.Issuer;
import dev.sluice.http.access.Keys;
import dev.sluice.query.live.Feeds;
import dev.sluice.query.live.Hub;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is let into the live WebSocket, what they may subscribe to there, and for how long.
class LiveAccessTest {
  private static final String ALL_OF_T1 =
      "{'op':'subscribe','id':'t','to':'type','event_type':'t1'}";
  private static final String PIPELINE = "{'op':'subscribe','id':'p','to':'pipeline'}";

  private final Issuer issuer = new Issuer();
  private final HttpClient http = HttpClient.newHttpClient();
  private TestServer server;

  @BeforeEach
  void start(@TempDir Path directory) {
    server = started(issuer.settings(directory));
  }

  private static TestServer started(Map<String, Object> access) {
    Map<String, Object> settings = new HashMap<>(access);
    settings.put("test.store", "memory");
    settings.put("sluice.query.live.poll-items", "PT0.05S");
    TestServer started = TestServer.start(settings);
    started.feed().put(Feeds.beat(SHARD, NOW));
    started.clock().advance(Duration.ofSeconds(1));
    await().until(() -> !hub(started).shards().isEmpty());
    return started;
  }

  @AfterEach
  void stop() {
    http.shutdownNow(); // waits for nobody: sockets are open still
    server.close();
  }

  private static Hub hub(TestServer server) {
    return server.server().getApplicationContext().getBean(Hub.class);
  }

  private URI uri() {
    return server.server().getURI();
  }

  private SocketClient as(String token) {
    return SocketClient.open(http, uri(), "Authorization", "Bearer " + token);
  }

  @Test
  void onlyAValidTokenOpensASocket() {
    String all = Issuer.all();
    List<String> nobodies =
        List.of(
            "x",
            issuer.forged(Issuer.claims(all).build()),
            Issuer.unsigned(Issuer.claims(all).build()),
            issuer.token(all, claims -> claims.expirationTime(Date.from(NOW))),
            issuer.token(all, claims -> claims.audience("other")));
    for (String nobody : nobodies) {
      assertThatThrownBy(() -> as(nobody))
          .cause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              refusal -> assertThat(refusal.getResponse().statusCode()).isEqualTo(401));
    }
    assertThatThrownBy(() -> SocketClient.open(http, uri(), "", false))
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
    assertThatThrownBy(() -> as(issuer.token("telemetry:write")))
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refusal -> assertThat(refusal.getResponse().statusCode()).isEqualTo(403));
    assertThat(hub(server).connections()).isZero();

    SocketClient.openAsBrowser(http, uri(), issuer.token(all)).says(ALL_OF_T1).await("ack", 1);
    as(issuer.token(all)).says(ALL_OF_T1).await("ack", 1);
  }

  /// A token that is new is checked by another thread than the connection's.
  @Test
  void aMessageRightBehindTheHandshakeIsNotLost() {
    for (int i = 0; i < 100; i++) {
      String fresh = "caller-" + i;
      as(issuer.token(Issuer.all(), claims -> claims.subject(fresh)))
          .says(ALL_OF_T1)
          .await("ack", 1);
    }
  }

  @Test
  void aKeyOpensASocketForItsScopesOnly() {
    try (TestServer byKey = started(Keys.settings())) {
      URI keys = byKey.server().getURI();
      SocketClient telemetry = SocketClient.open(http, keys, "X-Api-Key", Keys.TELEMETRY);
      telemetry.says(ALL_OF_T1).await("ack", 1);
      telemetry.says(PIPELINE);
      assertThat(telemetry.await("error", 1).getFirst().at("/problem/status").asInt())
          .isEqualTo(403);
      SocketClient.open(http, keys, "X-Api-Key", Keys.ADMIN).says(PIPELINE).await("ack", 1);
      assertThatThrownBy(() -> SocketClient.open(http, keys, "X-Api-Key", "unknown"))
          .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }
  }

  @Test
  void aPrefixNarrowsWhatIsToldOverASocket() {
    SocketClient some =
        as(issuer.token(Issuer.all(), claims -> claims.claim("device_prefix", "d1")))
            .says(ALL_OF_T1);
    some.await("ack", 1);
    some.says("{'op':'subscribe','id':'other','to':'device','device_id':'d2'}");
    assertThat(some.await("error", 1).getFirst().at("/problem/detail").textValue())
        .contains("d2", "d1");
    server.feed().put(item(SHARD, NOW, 1, 3, 5, 7));
    some.await("event", 2);
    assertThat(some.eventIds()).containsExactly(id(SHARD, 1).toString(), id(SHARD, 7).toString());
  }

  @Test
  void aSocketEndsWithItsToken() {
    SocketClient brief =
        as(issuer.token(
                Issuer.all(), claims -> claims.expirationTime(Date.from(NOW.plusSeconds(60)))))
            .says(ALL_OF_T1);
    brief.await("ack", 1);
    server.clock().advance(Duration.ofSeconds(30));
    brief.await("heartbeat", 1);
    assertThat(brief.closed()).isNull();
    server.clock().advance(Duration.ofSeconds(30));
    await().untilAsserted(() -> assertThat(brief.closed()).isEqualTo(1008));
    await().until(() -> hub(server).connections() == 0);
  }
}
