package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.aws.Resources;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.Service;
import dev.sluice.simulator.EventShape;
import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.Shares;
import dev.sluice.simulator.Timeline;
import dev.sluice.simulator.command.Transport;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Ticker;
import dev.sluice.simulator.submission.SubmissionTimeline;
import dev.sluice.simulator.udp.UdpPublisher;
import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Kinesis goes away for a while, in the midst of traffic over every transport.
@Timeout(240)
class IngestOutageIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int PER_SECOND = 100;

  /// Of the submissions: some before, some during the outage.
  private static final int SUBMISSIONS = 60;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void nothingAcknowledgedIsLostAndEveryTransportWaitsInItsOwnWay() throws Exception {
    try (UdpPublisher publisher = UdpPublisher.listening("127.0.0.1", 0);
        World world = World.start(options(publisher.port()));
        IngestPoint posts = IngestPoints.of(world, Transport.HTTP);
        IngestPoint queue = IngestPoints.of(world, Transport.SQS)) {
      assertThat(world.awaitReady(4, SOON)).isTrue();
      SendLog posted = SendLog.counting();
      SendLog pulled = SendLog.counting();
      FleetRun posting = start(fleet(1), posts, posted);
      FleetRun publishing = start(fleet(2), publisher, pulled);
      await().atMost(SOON).until(() -> Tally.of(world.consumerMetrics()).stored() > PER_SECOND);

      Faults faults = world.stack().orElseThrow().faults();
      Faults.Armed outage =
          faults.armUntilDisarmed(Service.KINESIS, "PutRecords", new Fault.ServerError(503));
      await().atMost(SOON).until(() -> status(world, "/health/readiness") == 503);
      HttpResponse<String> refusal = post(world);
      assertThat(refusal.statusCode()).isEqualTo(503);
      assertThat(refusal.headers().firstValue("Retry-After")).isPresent();
      assertThat(status(world, "/health/liveness")).isEqualTo(200);
      SubmissionTimeline submissions = submissions();
      start(submissions, queue, SendLog.counting()).await();
      assertThat(messages()).as("in the queue").isEqualTo(SUBMISSIONS);
      await().atMost(SOON).until(() -> !publisher.isAsked());
      assertThat(fill(world)).isBetween(0.0, 1.0);

      outage.disarm();
      await().atMost(SOON).until(() -> status(world, "/health/readiness") == 200);
      long before = pulled.totals().acknowledged();
      await().atMost(SOON).until(() -> pulled.totals().acknowledged() > before + PER_SECOND);
      posting.stop();
      publishing.stop();
      await().atMost(SOON).until(() -> messages() == 0);
      assertAllStored(world, posted, pulled, submissions.events());
    }
  }

  /// What was acknowledged to a sender is stored; what UDP lost is counted.
  private static void assertAllStored(World world, SendLog posted, SendLog pulled, long submitted) {
    long sent = posted.totals().acknowledged() + pulled.totals().acknowledged() + submitted;
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          Tally tally = Tally.of(world.consumerMetrics());
          IngestTally ingest = IngestTally.of(world.ingestMetrics().orElseThrow());
          assertThat(ingest.refused()).isEmpty();
          assertThat(tally.stored() + ingest.kept())
              .as("%s and %s of %d", tally, ingest, sent)
              .isEqualTo(sent);
          assertThat(tally.allRejected()).isZero();
          assertThat(tally.isComplete()).isTrue();
        });
  }

  private static WorldOptions options(int publisher) {
    return WorldOptions.ephemeral()
        .withoutTableChanges()
        .withIngest(
            Map.of(
                "sluice.ingest.udp.pull.publishers", "127.0.0.1:" + publisher,
                "sluice.ingest.udp.pull.lease", "PT2S",
                "sluice.ingest.udp.pull.silence", "PT0.5S",
                "sluice.ingest.publisher.away-after", "PT1S",
                "sluice.ingest.publisher.call-timeout", "PT1S"));
  }

  private static Timeline fleet(int seed) {
    FleetSettings settings =
        FleetSettings.ofSeed(seed)
            .withShares(Shares.ALL_FRESH)
            .withShape(EventShape.DEFAULT.withDeviceWritten());
    return new FleetTimeline(
        new Fleet(settings), Schedule.steady(PER_SECOND), FleetTimeline.Limit.NONE);
  }

  private static SubmissionTimeline submissions() {
    return new SubmissionTimeline(
        new SubmissionTimeline.Settings(3, 10, Shares.ALL_FRESH),
        Schedule.steady(100),
        new FleetTimeline.Limit(SUBMISSIONS, Long.MAX_VALUE));
  }

  private static FleetRun start(Timeline timeline, IngestPoint ingest, SendLog log) {
    Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
    return FleetRun.start(timeline, pacer, ingest, log, progress -> {});
  }

  private static double fill(World world) {
    Gauge share = world.ingestMetrics().orElseThrow().find("sluice.ingest.buffer.share").gauge();
    return share == null ? Double.NaN : share.value();
  }

  private static long messages() {
    try (SqsClient sqs = SqsClient.create()) {
      String url = sqs.getQueueUrl(request -> request.queueName(Resources.SUBMISSIONS)).queueUrl();
      Set<QueueAttributeName> wanted =
          Set.of(
              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
      return sqs
          .getQueueAttributes(request -> request.queueUrl(url).attributeNames(wanted))
          .attributes()
          .values()
          .stream()
          .mapToLong(Long::parseLong)
          .sum();
    }
  }

  private int status(World world, String path) throws IOException, InterruptedException {
    URI uri = URI.create(world.ingestUri().orElseThrow() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
  }

  private HttpResponse<String> post(World world) throws IOException, InterruptedException {
    String event =
        """
        {"id":"%s","event_type":"door","device_id":"d1","processing_timestamp":"%s","event_details":{"a":1}}\
        """
            .formatted(UUID.randomUUID(), Instant.now());
    return http.send(
        HttpRequest.newBuilder(URI.create(world.ingestUri().orElseThrow() + "/v1/events"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(event))
            .build(),
        BodyHandlers.ofString());
  }
}
