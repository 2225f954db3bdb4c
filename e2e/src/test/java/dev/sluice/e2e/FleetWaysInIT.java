package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.simulator.DeviceClock;
import dev.sluice.simulator.EventShape;
import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.SendKind;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.Shares;
import dev.sluice.simulator.Timeline;
import dev.sluice.simulator.command.Transport;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Ticker;
import dev.sluice.simulator.submission.SubmissionTimeline;
import dev.sluice.simulator.udp.UdpPublisher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A fleet that misbehaves, over every transport into one world: what is an event is stored once
/// and readable, and what is not is refused where it came in, with the reason.
@Timeout(240)
class FleetWaysInIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Shares SOME = new Shares(0.05, 0.02, 0.05, 0.02);
  private static final String COLLISION = "id_collision";
  private static final int SENDS = 400;
  private static final int SUBMISSIONS = 100;

  private final long seed = Long.getLong("sluice.seed", new SplittableRandom().nextLong(1L << 32));

  @Test
  void aFleetOverEachTransportIsAccountedFor() throws Exception {
    System.out.println("FleetWaysInIT: -Dsluice.seed=" + seed);
    try (UdpPublisher publisher = UdpPublisher.listening("127.0.0.1", 0);
        World world = World.start(options(publisher.port()))) {
      assertThat(world.awaitReady(4, SOON)).isTrue();
      SendLog posted = SendLog.remembering();
      SendLog pushed = SendLog.remembering();
      SendLog pulled = SendLog.remembering();
      try (IngestPoint http = IngestPoints.of(world, Transport.HTTP);
          IngestPoint udp = IngestPoints.of(world, Transport.UDP)) {
        run(fleet(1), http, posted);
        run(fleet(2), udp, pushed);
        run(fleet(3), publisher, pulled);
      }
      long submitted = submit(world);

      assertThat(sum(posted.refusalsByReason()))
          .as("told at once: %s of %s", posted.refusalsByReason(), posted.rejectionsByReason())
          .isEqualTo(sum(posted.rejectionsByReason()) - collisions(posted));
      await().atMost(SOON).untilAsserted(() -> assertRefused(world, pushed, pulled));
      List<SendLog> fleets = List.of(posted, pushed, pulled);
      long collisions = fleets.stream().mapToLong(FleetWaysInIT::collisions).sum();
      long fresh = fleets.stream().mapToLong(log -> log.totals().fresh()).sum();
      long duplicates = fleets.stream().mapToLong(log -> log.totals().duplicates()).sum();
      long all = fresh + duplicates + collisions + submitted;
      await().atMost(SOON).until(() -> Tally.of(world.consumerMetrics()).concluded() >= all);
      Tally tally = Tally.of(world.consumerMetrics());
      assertThat(tally.rejected()).isEqualTo(Map.of(COLLISION, collisions));
      assertThat(tally.stored() + tally.duplicate()).isEqualTo(fresh + duplicates + submitted);
      assertThat(tally.isComplete()).isTrue();
      for (SendLog log : fleets) {
        assertReadable(world, log);
      }
    }
  }

  private static WorldOptions options(int publisher) {
    return WorldOptions.ephemeral()
        .withoutTableChanges()
        .withIngest(Map.of("sluice.ingest.udp.pull.publishers", "127.0.0.1:" + publisher));
  }

  private Timeline fleet(int number) {
    FleetSettings settings =
        FleetSettings.ofSeed(seed + number)
            .withShares(SOME)
            .withShape(EventShape.DEFAULT.withDeviceWritten())
            .withClock(
                new DeviceClock(Duration.ZERO, Duration.ofMinutes(15), Duration.ofMinutes(10)));
    return new FleetTimeline(
        new Fleet(settings), Schedule.steady(400), new FleetTimeline.Limit(SENDS, Long.MAX_VALUE));
  }

  private static void run(Timeline timeline, IngestPoint ingest, SendLog log)
      throws InterruptedException {
    Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
    FleetRun.start(timeline, pacer, ingest, log, progress -> {}).await();
    assertThat(log.totals().acknowledged()).isEqualTo(log.totals().sent());
  }

  /// @return how many events the submissions hold that will do
  private long submit(World world) throws InterruptedException {
    SubmissionTimeline submissions =
        new SubmissionTimeline(
            new SubmissionTimeline.Settings(seed, 20, new Shares(0.1, 0, 0.1, 0)),
            Schedule.steady(100),
            new FleetTimeline.Limit(SUBMISSIONS, Long.MAX_VALUE));
    SendLog log = SendLog.remembering();
    try (IngestPoint sqs = IngestPoints.of(world, Transport.SQS)) {
      run(submissions, sqs, log);
    }
    long malformed =
        log.sends().stream().filter(send -> send.kind() instanceof SendKind.Malformed).count();
    await()
        .atMost(SOON)
        .until(() ->
            world
                    .ingestMetrics()
                    .orElseThrow()
                    .find("sluice.ingest.submissions")
                    .tag("outcome", "rejected")
                    .counters()
                    .stream()
                    .mapToDouble(counter -> counter.count())
                    .sum()
                >= malformed);
    return submissions.events() - malformed;
  }

  /// Nobody is told over UDP, so ingest's own numbers say it.
  private static void assertRefused(World world, SendLog... logs) {
    Map<String, Long> expected = new TreeMap<>();
    for (SendLog log : logs) {
      log.rejectionsByReason().forEach((reason, count) -> expected.merge(reason, count, Long::sum));
    }
    expected.remove(COLLISION);
    Map<String, Long> counted = new TreeMap<>();
    world.ingestMetrics().orElseThrow().find("sluice.ingest.udp.rejected").counters().stream()
        .filter(counter -> counter.count() > 0)
        .forEach(counter ->
            counted.put(String.valueOf(counter.getId().getTag("reason")), (long) counter.count()));
    assertThat(counted).isEqualTo(expected);
    assertThat(IngestTally.of(world.ingestMetrics().orElseThrow()).dropped()).isEmpty();
  }

  private static void assertReadable(World world, SendLog log)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (SendLog.IdUse use : log.byId().values().stream().limit(5).toList()) {
        URI uri = URI.create(world.queryApi() + "/v1/events/" + use.event().eventId());
        assertThat(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body())
            .contains(use.event().deviceId());
      }
    }
  }

  private static long collisions(SendLog log) {
    return log.rejectionsByReason().getOrDefault(COLLISION, 0L);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
