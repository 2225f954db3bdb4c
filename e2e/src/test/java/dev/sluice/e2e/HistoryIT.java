package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A device's history while its events expire and are archived by the real archiver: never an event
/// twice, always in order, and in the end all of them, by few requests.
class HistoryIT {
  private static final int EVENTS = 1_000;
  private static final String DEVICE = "sensor-1";
  private static final Duration RETENTION = Duration.ofSeconds(15);

  /// However slow the machine that sends.
  private static final Map<String, Object> LATE =
      Map.of("sluice.consumer.events.accepted-past", "PT1H");

  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Pattern REQUESTS =
      Pattern.compile("(?m)^sluice_archive_read_requests_total(?:\\{[^}]*})? (\\S+)$");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();

  /// When the newest event happened; the oldest is accepted for some seconds more.
  private Instant now = Instant.EPOCH;

  private record Found(String id, String time, boolean archived) {
    String key() {
      return time + "#" + id;
    }
  }

  @Test
  void eachEventIsAnsweredOnceWhileItMovesToTheArchive() throws Exception {
    WorldOptions options =
        new WorldOptions(OptionalInt.empty(), 2, 4, RETENTION, Optional.empty(), true, LATE);
    try (World world = World.start(options)) {
      assertThat(world.awaitReady(4, SOON)).isTrue();
      send();
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(Tally.of(world.consumerMetrics()))
                  .matches(tally -> tally.stored() == EVENTS, "all are stored"));

      while (archive(world).archived() < EVENTS) {
        for (String order : List.of("desc", "asc")) {
          List<Found> found = pages(world, order, "limit=83");
          assertThat(found.stream().map(Found::key).toList())
              .doesNotHaveDuplicates()
              .isSortedAccordingTo(
                  order.equals("asc")
                      ? Comparator.<String>naturalOrder()
                      : Comparator.<String>reverseOrder());
        }
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(pages(world, "desc", "limit=1000")).hasSize(EVENTS));

      List<Found> descending = pages(world, "desc", "limit=83");
      List<Found> ascending = pages(world, "asc", "limit=1000");
      assertThat(descending).hasSize(EVENTS).allMatch(Found::archived);
      Collections.reverse(descending);
      assertThat(ascending).isEqualTo(descending);
      assertThat(pages(world, "asc", "include=hot")).isEmpty();
      assertFewRequests(world);
    }
  }

  /// The outlines are known by now, so each file that has the device is read once.
  private void assertFewRequests(World world) throws Exception {
    long files = files(world);
    double before = requests(world);
    assertThat(pages(world, "asc", "include=archive&limit=1000")).hasSize(EVENTS);
    double used = requests(world) - before;
    System.out.printf("HistoryIT: %d events of %d files, %.0f requests%n", EVENTS, files, used);
    assertThat(used).isPositive().isLessThanOrEqualTo(files);
  }

  private void send() throws InterruptedException {
    now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    try (KinesisIngestPoint ingest = KinesisIngestPoint.connect(Resources.STREAM)) {
      List<OutgoingRecord> records = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        String event =
            """
            {"id":"%s","event_type":"%s","device_id":"%s","processing_timestamp":"%s",\
            "event_details":{"celsius":%d}}\
            """
                .formatted(
                    UUID.randomUUID(),
                    i % 4 == 0 ? "humidity" : "temperature",
                    DEVICE,
                    now.minusMillis(3L * i),
                    i % 40);
        records.add(new OutgoingRecord(DEVICE, event.getBytes(StandardCharsets.UTF_8)));
      }
      for (int from = 0; from < EVENTS; from += 100) {
        ingest.send(records.subList(from, from + 100));
      }
    }
  }

  private static ArchiveTally archive(World world) {
    return world.archiveTally().orElseThrow();
  }

  private List<Found> pages(World world, String order, String more) throws Exception {
    String url =
        world.queryApi()
            + "/v1/devices/"
            + DEVICE
            + "/events?from="
            + now.minus(Duration.ofHours(1))
            + "&order="
            + order
            + "&"
            + more;
    List<Found> found = new ArrayList<>();
    @Nullable String cursor = "";
    while (cursor != null) {
      JsonNode page = JSON.readTree(body(url + cursor));
      for (JsonNode item : page.get("items")) {
        found.add(
            new Found(
                item.get("event_id").textValue(),
                item.get("event_time").textValue(),
                item.has("archived")));
      }
      JsonNode next = page.get("next_cursor");
      cursor = next.isNull() ? null : "&cursor=" + next.textValue();
    }
    return found;
  }

  private String body(String uri) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private double requests(World world) throws Exception {
    Matcher matcher = REQUESTS.matcher(body(world.queryApi() + "/prometheus"));
    assertThat(matcher.find()).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  private static long files(World world) throws IOException {
    Path manifests = world.stack().orElseThrow().s3Directory().resolve("sluice-archive/manifests");
    long files = 0;
    try (Stream<Path> all = Files.walk(manifests)) {
      for (Path manifest : all.filter(Files::isRegularFile).toList()) {
        files += Files.readAllLines(manifest).size();
      }
    }
    return files;
  }
}
