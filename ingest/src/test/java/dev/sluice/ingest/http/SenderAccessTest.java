package dev.sluice.ingest.http;

import static dev.sluice.ingest.http.Posts.ADAPTER;
import static dev.sluice.ingest.http.Posts.CLOUD;
import static dev.sluice.ingest.http.Posts.array;
import static dev.sluice.ingest.http.TestServer.read;
import static dev.sluice.ingest.http.TestServer.story;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.http.access.Issuer;
import dev.sluice.http.access.Keys;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may send, and for which devices. How callers prove who they are is tested where that is.
final class SenderAccessTest {
  private static final String WRITE = "telemetry:write";

  @Test
  void aTokenNeedsTheScope(@TempDir Path directory) {
    Issuer issuer = new Issuer();
    try (TestServer server = TestServer.start(issuer.settings(directory))) {
      assertThat(server.json(ADAPTER).statusCode()).isEqualTo(401);
      HttpResponse<String> reader =
          send(server, issuer.token("telemetry:read alerts:read admin"), ADAPTER);
      assertThat(reader.statusCode()).isEqualTo(403);
      assertThat(reader.headers().firstValue("WWW-Authenticate").orElse(""))
          .contains("scope=\"telemetry:write\"");
      assertThat(server.stream()).isEmpty();
      assertThat(send(server, issuer.token(WRITE), ADAPTER).statusCode()).isEqualTo(202);
      assertThat(send(server, Issuer.unsigned(Issuer.claims(WRITE).build()), ADAPTER).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void aPrefixLimitsTheDevicesThatMayBeSentFor(@TempDir Path directory) {
    Issuer issuer = new Issuer();
    try (TestServer server = TestServer.start(issuer.settings(directory))) {
      String token = issuer.token(WRITE, claims -> claims.claim("device_prefix", "sensor-1"));

      HttpResponse<String> answer = send(server, token, array(ADAPTER, CLOUD));
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(story(answer)).containsExactly("0 accepted", "1 forbidden_device");
      assertThat(read(answer).at("/events/1/detail").textValue())
          .isEqualTo(
              "the device \"sensor-3\" does not begin with \"sensor-1\", as all that you may send"
                  + " for do");

      HttpResponse<String> none = send(server, token, CLOUD);
      assertThat(none.statusCode()).isEqualTo(403);
      assertThat(story(none)).containsExactly("0 forbidden_device");
      assertThat(send(server, token, array(CLOUD, "{}")).statusCode()).isEqualTo(400);
      assertThat(server.stream()).containsExactly("sensor-1 " + ADAPTER);
    }
  }

  @Test
  void aKeyNeedsTheScopeToo() {
    Map<String, Object> settings = new HashMap<>(Keys.settings());
    String key = "key-of-a-gateway-0123456789";
    settings.put("sluice.security.api-keys[4].name", "gateway");
    settings.put("sluice.security.api-keys[4].sha256", Keys.sha256(key));
    settings.put("sluice.security.api-keys[4].scopes", List.of(WRITE));
    try (TestServer server = TestServer.start(settings)) {
      assertThat(sendByKey(server, Keys.ADMIN).statusCode()).isEqualTo(403);
      assertThat(sendByKey(server, "unknown").statusCode()).isEqualTo(401);
      assertThat(sendByKey(server, key).statusCode()).isEqualTo(202);
      assertThat(server.get("/prometheus").statusCode()).isEqualTo(401);
      assertThat(server.get("/health/liveness").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void eachSenderHasTheirOwnRate(@TempDir Path directory) {
    Issuer issuer = new Issuer();
    Map<String, Object> settings = issuer.settings(directory);
    settings.put("sluice.rate-limit.per-second", 1);
    settings.put("sluice.rate-limit.burst", 1);
    try (TestServer server = TestServer.start(settings)) {
      String one = issuer.token(WRITE);
      int taken = 0;
      HttpResponse<String> answer;
      do {
        answer = send(server, one, ADAPTER);
        taken++;
      } while (answer.statusCode() == 202 && taken < 100);

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(
              send(server, issuer.token(WRITE, claims -> claims.subject("another")), ADAPTER)
                  .statusCode())
          .isEqualTo(202);
    }
  }

  private static HttpResponse<String> send(TestServer server, String token, String body) {
    return server.send(
        server
            .post("application/json", body.getBytes(UTF_8))
            .header("Authorization", "Bearer " + token));
  }

  private static HttpResponse<String> sendByKey(TestServer server, String key) {
    HttpRequest.Builder request = server.post("application/json", ADAPTER.getBytes(UTF_8));
    return server.send(request.header("X-Api-Key", key));
  }
}
