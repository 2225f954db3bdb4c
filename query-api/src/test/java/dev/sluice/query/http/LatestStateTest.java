package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Policy;
import io.micronaut.cache.caffeine.DefaultSyncCache;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is kept of a device, for how long, and how a client gets around it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LatestStateTest {
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
  void anAnswerIsKeptUntilItIsAsOldAsItSays() {
    server.store().putState(event("kept", "t", NOW, "first"));
    HttpResponse<String> first = server.get("/v1/devices/kept");
    server.store().putState(event("kept", "t", NOW, "second"));
    server.clock().advance(Duration.ofMillis(999));
    HttpResponse<String> again = server.get("/v1/devices/kept");
    server.clock().advance(Duration.ofMillis(1));
    HttpResponse<String> later = server.get("/v1/devices/kept");

    assertThat(header(first, "Cache-Control")).isEqualTo("private, max-age=1");
    assertThat(header(first, "Age")).isEqualTo("0");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(header(again, "Age")).isEqualTo("1");
    assertThat(header(again, "ETag")).isEqualTo(header(first, "ETag"));
    assertThat(name(later)).isEqualTo("second");
    assertThat(header(later, "ETag")).isNotEqualTo(header(first, "ETag"));
  }

  @Test
  void whoAsksForTheStoreItselfIsNotAnsweredFromWhatIsKept() {
    server.store().putState(event("fresh", "t", NOW, "first"));
    server.get("/v1/devices/fresh");
    server.store().putState(event("fresh", "t", NOW, "second"));

    HttpResponse<String> consistent = server.get("/v1/devices/fresh?consistent=true");
    HttpResponse<String> noCache = send("fresh", "Cache-Control", "max-stale, No-Cache");

    assertThat(List.of(name(consistent), name(noCache))).containsOnly("second");
    assertThat(header(consistent, "Cache-Control")).isEqualTo("private, no-cache");
    assertThat(header(consistent, "Age")).isEqualTo("0");
    assertThat(name(server.get("/v1/devices/fresh"))).isEqualTo("first");
  }

  @Test
  void whatIsUnchangedIs304WithoutABody() {
    server.store().putState(event("same", "t", NOW, "same"));
    String tag = header(server.get("/v1/devices/same"), "ETag");

    for (String list : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
      HttpResponse<String> unchanged = send("same", "If-None-Match", list);
      assertThat(unchanged.statusCode()).as(list).isEqualTo(304);
      assertThat(unchanged.body()).isEmpty();
      assertThat(header(unchanged, "ETag")).isEqualTo(tag);
      assertThat(header(unchanged, "Cache-Control")).isEqualTo("private, max-age=1");
    }
    assertThat(send("same", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    assertThat(send("same", "If-None-Match", tag.replace("\"", "")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?consistent=true"})
  void anUnknownDeviceIs404AndNotKept(String query) {
    String device = "late" + query.length();
    assertThat(server.get("/v1/devices/" + device + query).statusCode()).isEqualTo(404);
    server.store().putState(event(device, "t", NOW, "late"));
    assertThat(server.get("/v1/devices/" + device + query).statusCode()).isEqualTo(200);
  }

  @Test
  void twoHundredAtOnceAskTheStoreOnce() throws Exception {
    server.store().putState(event("hot", "t", NOW, "hot"));
    int before = server.store().snapshotsRead("hot");
    List<Future<HttpResponse<String>>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        answers.add(clients.submit(() -> server.get("/v1/devices/hot")));
      }
    }
    for (Future<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
    // the clock stands, so one answer serves all
    assertThat(server.store().snapshotsRead("hot") - before).isOne();
  }

  @Test
  void whatIsKeptIsBoundedInBytes() {
    server.store().putState(event("weighed", "t", NOW, "weighed"));
    int bytes = server.get("/v1/devices/weighed").body().length();
    Policy<?, ?> policy =
        server
            .server()
            .getApplicationContext()
            .getBean(DefaultSyncCache.class, Qualifiers.byName(DeviceStateCache.NAME))
            .getNativeCache()
            .policy();

    Policy.Eviction<?, ?> bound = policy.eviction().orElseThrow();
    assertThat(bound.getMaximum()).isEqualTo(33_554_432);
    assertThat(bound.weightedSize().orElseThrow()).isGreaterThan(bytes);
  }

  private HttpResponse<String> send(String device, String header, String value) {
    return server.send(
        HttpRequest.newBuilder(server.uri("/v1/devices/" + device)).header(header, value).build());
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }

  private static String name(HttpResponse<String> response) {
    return json(response).at("/events/0/payload/name").textValue();
  }
}
