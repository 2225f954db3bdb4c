package dev.sluice.ingest.status.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.http.access.Issuer;
import dev.sluice.ingest.http.TestServer;
import dev.sluice.ingest.queue.Delivery;
import dev.sluice.ingest.queue.InMemoryRefusedSubmissions;
import dev.sluice.ingest.status.InMemoryStoredIds;
import dev.sluice.ingest.submission.ElementType;
import dev.sluice.ingest.submission.Reading;
import dev.sluice.ingest.submission.SubmissionEvents;
import dev.sluice.ingest.submission.SubmissionLimits;
import dev.sluice.ingest.submission.SubmissionReader;
import dev.sluice.model.AcceptanceWindow;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Each answer is held against the description of the API, too.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmissionControllerTest {
  private static final String DEVICE = "154ef306-1111-4222-8333-444455556666";

  private final Issuer issuer = new Issuer();
  private TestServer server;
  private InMemoryStoredIds stored;
  private InMemoryRefusedSubmissions refused;

  @BeforeAll
  void start(@TempDir Path directory) {
    Map<String, Object> settings = new HashMap<>(issuer.settings(directory));
    settings.put("test.stores", true);
    server = TestServer.start(settings);
    stored = server.server().getApplicationContext().getBean(InMemoryStoredIds.class);
    refused = server.server().getApplicationContext().getBean(InMemoryRefusedSubmissions.class);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String id, String token) {
    return server.send(
        HttpRequest.newBuilder(server.uri("/v1/submissions/" + id))
            .header("Authorization", "Bearer " + token));
  }

  private HttpResponse<String> get(UUID id) {
    return get(id.toString(), issuer.token("telemetry:write"));
  }

  private HttpResponse<String> getInZurich(UUID id) {
    return get(
        id.toString(),
        issuer.token("telemetry:read", claims -> claims.claim("device_prefix", "zurich-")));
  }

  @Test
  void aStoredOneIsToldWithItsCountsToThoseWhoSeeItsDevice() {
    UUID id = UUID.randomUUID();
    stored.add(SubmissionEvents.id(id, ElementType.NEW_PROCESS, 0), DEVICE);
    stored.add(SubmissionEvents.id(id, ElementType.NEW_PROCESS, 1), DEVICE);
    stored.add(SubmissionEvents.id(id, ElementType.NETWORK_CONNECTION, 0), DEVICE);
    HttpResponse<String> answer = get(id);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"submission_id":"%s","state":"stored","device_id":"%s",\
            "events":{"network_connection":1,"new_process":2}}\
            """
                .formatted(id, DEVICE));
    assertThat(getInZurich(id).body())
        .isEqualTo("{\"submission_id\":\"%s\",\"state\":\"unknown\"}".formatted(id));
  }

  @Test
  void aRejectedOneIsToldWithItsReasonToThoseWhoSeeItsDevice() {
    UUID id = UUID.randomUUID();
    Instant now = Instant.now();
    String body =
        "{\"submission_id\":\"%s\",\"device_id\":\"%s\",\"time_created\":5}".formatted(id, DEVICE);
    Reading reading =
        new SubmissionReader(AcceptanceWindow.DEFAULT, SubmissionLimits.DEFAULT)
            .read(body, now, now);
    refused.keep(new Delivery("m", "r", body, now), (Reading.Refused) reading);
    assertThat(get(id).body())
        .startsWith(
            """
            {"submission_id":"%s","state":"rejected","device_id":"%s","reason":"malformed_member",\
            "detail":"\\"time_created\\" is the number \\"5\\", not ISO-8601\
            """
                .formatted(id, DEVICE));
    assertThat(getInZurich(id).body()).contains("\"state\":\"unknown\"");
  }

  @Test
  void whatNobodyKnowsIsUnknownAndWhatIsNoIdIsRefused() {
    UUID id = UUID.randomUUID();
    assertThat(get(id).body())
        .isEqualTo("{\"submission_id\":\"%s\",\"state\":\"unknown\"}".formatted(id));
    HttpResponse<String> refusal = get("5", issuer.token("telemetry:read"));
    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(refusal.body()).contains("submission_id \\\"5\\\" is not a UUID such as");
    assertThat(get(id.toString(), "wrong").statusCode()).isEqualTo(401);
    assertThat(get(id.toString(), issuer.token("alerts:read")).statusCode()).isEqualTo(403);
  }

  @Test
  void anOutageOfTheStoreIsAProblemThatPasses() {
    stored.setAway(true);
    HttpResponse<String> answer = get(UUID.randomUUID());
    stored.setAway(false);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.body()).contains("cannot be read at the moment");
  }
}
