package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.e2e.ArchivedRows.Row;
import dev.sluice.e2e.cloud.terraform.RolesAgainstCalls;
import dev.sluice.ingest.submission.ElementType;
import dev.sluice.ingest.submission.SubmissionEvents;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.command.Transport;
import dev.sluice.simulator.udp.UdpPublisher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contract from a device to the archive: whichever envelope an event is in and whichever way
/// it comes, the API says of it what the device said, and so does the archive later on.
@Timeout(240)
class WaysInIT {
  private static final Duration RETENTION = Duration.ofSeconds(25);
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();

  /// An event as a device sends it, and what everybody downstream must say.
  private record Sent(
      UUID id,
      String device,
      String type,
      String subtype,
      String time,
      String payload,
      byte[] bytes) {
    String name() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @Test
  void anEventIsTheSameAtTheApiAndInTheArchiveWhicheverWayItCame() throws Exception {
    try (UdpPublisher publisher = UdpPublisher.listening("127.0.0.1", 0);
        World world = World.start(options(publisher.port()))) {
      assertThat(world.awaitReady(4, SOON)).isTrue();
      List<Sent> sent = new ArrayList<>();
      sent.addAll(send(world, Transport.HTTP));
      sent.addAll(send(world, Transport.UDP));
      sent.addAll(deliver(publisher, envelopes("pulled")));
      sent.addAll(submit(world));

      for (Sent event : sent) {
        await(event.name()).atMost(SOON).untilAsserted(() -> assertAtTheApi(world, event));
      }
      Tally tally = Tally.of(world.consumerMetrics());
      assertThat(tally.stored()).isEqualTo(sent.size());
      assertThat(tally.allRejected()).isZero();
      misbehave(world, sent.getFirst());

      await().atMost(SOON).until(() -> world.archiveTally().orElseThrow().expired() == sent.size());
      await().atMost(SOON).until(() -> world.archiveTally().orElseThrow().isComplete());
      Map<String, Row> archived = ArchivedRows.of(world);
      assertThat(archived).hasSize(sent.size());
      for (Sent event : sent) {
        Row row = Objects.requireNonNull(archived.get(event.id().toString()), event.name());
        assertThat(row.deviceId()).isEqualTo(event.device());
        assertThat(row.eventType()).isEqualTo(event.type());
        assertThat(JSON.readTree(row.payload())).isEqualTo(JSON.readTree(event.payload()));
      }
      get(world.queryApi() + "/health/readiness");
      String archive =
          "/v1/devices/"
              + sent.getFirst().device()
              + "/events?include=archive&from="
              + Instant.now().minus(Duration.ofHours(1));
      assertThat(get(world.queryApi() + archive).path("items")).hasSize(1);
      RolesAgainstCalls.check(world);
    }
  }

  /// What every service has a call of its own for: a re-send, and what nobody can read.
  private static void misbehave(World world, Sent event) throws InterruptedException {
    long concluded = Tally.of(world.consumerMetrics()).concluded();
    byte[] broken = "{".getBytes(StandardCharsets.UTF_8);
    try (IngestPoint stream = IngestPoints.of(world, Transport.KINESIS);
        IngestPoint queue = IngestPoints.of(world, Transport.SQS)) {
      stream.send(
          List.of(
              new OutgoingRecord(event.device(), event.bytes()),
              new OutgoingRecord("broken", broken)));
      queue.send(List.of(new OutgoingRecord("broken", broken)));
    }
    await()
        .atMost(SOON)
        .until(() -> Tally.of(world.consumerMetrics()).concluded() == concluded + 2);
    await()
        .atMost(SOON)
        .until(() ->
            world
                    .ingestMetrics()
                    .orElseThrow()
                    .find("sluice.aws.calls")
                    .tag("operation", "PutObject")
                    .timer()
                != null);
  }

  private static WorldOptions options(int publisher) {
    return new WorldOptions(OptionalInt.empty(), 2, 4, RETENTION, Optional.empty(), true, Map.of())
        .withIngest(Map.of("sluice.ingest.udp.pull.publishers", "127.0.0.1:" + publisher));
  }

  private static List<Sent> send(World world, Transport transport) throws InterruptedException {
    try (IngestPoint ingest = IngestPoints.of(world, transport)) {
      return deliver(ingest, envelopes(transport.toString()));
    }
  }

  private static List<Sent> deliver(IngestPoint ingest, List<Sent> events)
      throws InterruptedException {
    List<OutgoingRecord> records =
        events.stream().map(event -> new OutgoingRecord(event.device(), event.bytes())).toList();
    assertThat(ingest.send(records)).hasSameSizeAs(events).allMatch(at -> at.refusal().isEmpty());
    return events;
  }

  /// One of each.
  private static List<Sent> envelopes(String way) {
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    UUID adapter = UUID.randomUUID();
    UUID named = UUID.randomUUID();
    UUID cloud = UUID.randomUUID();
    return List.of(
        sent(
            adapter,
            way + "-1",
            "door",
            "opened",
            now,
            "{\"badge\":12345678901234567890,\"ratio\":1.10}",
            """
            {"id":"%s","event_type":"door:opened","device_id":"%s","processing_timestamp":"%s","event_details":%s}\
            """),
        sent(
            named,
            way + "-2",
            "account",
            "created",
            now,
            "{\"plan\":\"free\",\"city\":\"Zürich\"}",
            """
            {"event_uuid":"%s","event_name":"account:created","device_id":"%s","created_at":"%s","plan":"free","city":"Zürich"}\
            """),
        sent(
            cloud,
            way + "-3",
            "temperature",
            "",
            now,
            "{\"celsius\":-0.50}",
            """
            {"specversion":"1.0","id":"%s","type":"temperature","source":"/fleet","subject":"%s","time":"%s","data":%s}\
            """));
  }

  private static Sent sent(
      UUID id,
      String device,
      String type,
      String subtype,
      String time,
      String payload,
      String template) {
    byte[] bytes = template.formatted(id, device, time, payload).getBytes(StandardCharsets.UTF_8);
    return new Sent(id, device, type, subtype, time, payload, bytes);
  }

  /// One submission of two events.
  private static List<Sent> submit(World world) throws InterruptedException {
    UUID submission = UUID.randomUUID();
    String device = UUID.randomUUID().toString();
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    String process = "{\"cmdl\":\"sshd: alice\",\"user\":\"root\"}";
    String connection =
        "{\"source_ip\":\"192.0.2.1\",\"destination_ip\":\"2001:db8::7\",\"destination_port\":443}";
    byte[] bytes =
        """
        {"submission_id":"%s","device_id":"%s","time_created":"%s","events":{"new_process":[%s],"network_connection":[%s]}}\
        """
            .formatted(submission, device, now, process, connection)
            .getBytes(StandardCharsets.UTF_8);
    try (IngestPoint ingest = IngestPoints.of(world, Transport.SQS)) {
      ingest.send(List.of(new OutgoingRecord(device, bytes)));
    }
    return List.of(
        element(submission, ElementType.NEW_PROCESS, device, now, process, bytes),
        element(submission, ElementType.NETWORK_CONNECTION, device, now, connection, bytes));
  }

  private static Sent element(
      UUID submission, ElementType type, String device, String time, String payload, byte[] bytes) {
    UUID id = SubmissionEvents.id(submission, type, 0);
    return new Sent(id, device, type.text(), "", time, payload, bytes);
  }

  private void assertAtTheApi(World world, Sent event) throws IOException, InterruptedException {
    JsonNode found = get(world.queryApi() + "/v1/events/" + event.id());
    assertThat(found.path("device_id").asText()).isEqualTo(event.device());
    assertThat(found.path("event_type").asText()).isEqualTo(event.type());
    assertThat(found.path("event_subtype").asText("")).isEqualTo(event.subtype());
    assertThat(Instant.parse(found.path("event_time").asText()))
        .isEqualTo(Instant.parse(event.time()));
    assertThat(found.path("payload")).isEqualTo(JSON.readTree(event.payload()));
    JsonNode device = get(world.queryApi() + "/v1/devices/" + event.device());
    assertThat(device.toString()).contains(event.id().toString());
  }

  private JsonNode get(String uri) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(uri).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
