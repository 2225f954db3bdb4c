package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.aws.Resources;
import dev.sluice.simulator.DeviceClock;
import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.SendLog.IdUse;
import dev.sluice.simulator.Shares;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Ticker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Sent, stored, readable, expired, archived: and in the archive exactly what was stored, as an
/// independent reader of Parquet finds it by the manifests.
class LifeOfAnEventIT {
  private static final int SENDS = 1_500;
  private static final int PER_SECOND = 300;
  private static final Duration RETENTION = Duration.ofSeconds(15);
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Shares RESENT = new Shares(0.05, 0.01, 0, 0);

  private final HttpClient http = HttpClient.newHttpClient();

  private record Row(String deviceId, String eventType) {}

  @Test
  void whatHasExpiredIsInTheArchiveOnce() throws Exception {
    WorldOptions options =
        new WorldOptions(OptionalInt.empty(), 2, 4, RETENTION, Optional.empty(), true, Map.of());
    try (World world = World.start(options)) {
      assertThat(world.awaitReady(4, SOON)).isTrue();
      SendLog log = send();
      await().atMost(SOON).until(() -> Tally.of(world.consumerMetrics()).concluded() >= SENDS);
      Map<UUID, IdUse> sent = log.byId();

      await().atMost(SOON).until(() -> archive(world).expired() == sent.size());
      await().atMost(SOON).until(() -> archive(world).isComplete());

      assertThat(archive(world).archived()).isEqualTo(sent.size());
      assertThat(rows(world)).isEqualTo(asSent(sent));
      UUID any = sent.keySet().iterator().next();
      assertThat(status(world.queryApi() + "/v1/events/" + any)).isEqualTo(404);
      assertThat(status(world.archiverUri().orElseThrow() + "/health/readiness")).isEqualTo(200);
    }
  }

  private static ArchiveTally archive(World world) {
    return world.archiveTally().orElseThrow();
  }

  private static SendLog send() throws InterruptedException {
    long seed = Long.getLong("sluice.seed", new SplittableRandom().nextLong(1L << 32));
    System.out.println("LifeOfAnEventIT: -Dsluice.seed=" + seed);
    SendLog log = SendLog.remembering();
    FleetSettings fleet =
        FleetSettings.ofSeed(seed)
            .withShares(RESENT)
            .withClock(new DeviceClock(Duration.ZERO, RETENTION, Duration.ofMinutes(10)));
    try (KinesisIngestPoint ingest = KinesisIngestPoint.connect(Resources.STREAM)) {
      FleetTimeline timeline =
          new FleetTimeline(
              new Fleet(fleet),
              Schedule.steady(PER_SECOND),
              new FleetTimeline.Limit(SENDS, Long.MAX_VALUE));
      Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
      FleetRun.start(timeline, pacer, ingest, log, progress -> {}).await();
    }
    return log;
  }

  private static Map<String, Row> rows(World world) throws IOException, SQLException {
    Map<String, Row> rows = new HashMap<>();
    ArchivedRows.of(world)
        .forEach((id, row) -> rows.put(id, new Row(row.deviceId(), row.eventType())));
    return rows;
  }

  private static Map<String, Row> asSent(Map<UUID, IdUse> sent) {
    Map<String, Row> rows = new HashMap<>();
    sent.forEach((id, use) ->
        rows.put(id.toString(), new Row(use.event().deviceId(), use.event().eventType())));
    return rows;
  }

  private int status(String uri) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
