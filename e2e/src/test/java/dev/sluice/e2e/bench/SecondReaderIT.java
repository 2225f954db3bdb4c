package dev.sluice.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.Tally;
import dev.sluice.e2e.World;
import dev.sluice.e2e.WorldOptions;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Service;
import dev.sluice.local.kinesis.KinesisOptions;
import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Ticker;
import dev.sluice.stream.CommittingProcessorFactory;
import dev.sluice.stream.KclTimings;
import dev.sluice.stream.Retrieval;
import dev.sluice.stream.ShardBoard;
import dev.sluice.stream.WorkerSettings;
import dev.sluice.stream.aws.StreamClients;
import dev.sluice.stream.kcl.StreamWorker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Another application reads the same stream by enhanced fan-out, on a stream that refuses a sixth
/// read of a shard in a second, as Kinesis does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondReaderIT {
  private static final int PER_SECOND = 200;
  private static final Duration PHASE = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(120);

  private final Set<String> readBySecond = ConcurrentHashMap.newKeySet();
  private final SendLog first = SendLog.remembering();
  private final SendLog second = SendLog.remembering();
  private LocalStack stack;
  private World world;

  /// What a phase came to.
  private record Phase(double medianMillis, long reads) {}

  @BeforeAll
  void start() throws InterruptedException {
    KinesisOptions strict = KinesisOptions.defaults().withEnforceShardLimits(true);
    stack = LocalStack.start(LocalStackOptions.ephemeral().withKinesis(strict));
    world = World.on(stack.sdkProperties(), WorldOptions.ephemeral().withoutTableChanges());
    assertThat(world.awaitReady(4, SOON)).isTrue();
  }

  @AfterAll
  void stop() {
    world.close();
    stack.close();
  }

  @Test
  void aSecondApplicationWithFanOutReadsAllAndDoesNotSlowOurs() throws InterruptedException {
    send(1, SendLog.counting()); // cold paths are not what is compared
    Phase alone = send(2, first);
    Phase shared;
    try (StreamClients clients = StreamClients.open(Retrieval.fanOut());
        StreamWorker other = secondReader(clients)) {
      other.start();
      await().atMost(SOON).until(() -> readBySecond.containsAll(acknowledged(first)));
      shared = send(3, second);
      await().atMost(SOON).until(() -> readBySecond.containsAll(acknowledged(second)));
    }
    System.out.printf("alone %s, with a second reader %s%n", alone, shared);
    assertThat(shared.medianMillis())
        .as("median of put to readable")
        .isLessThan(3 * alone.medianMillis() + 500);
    assertThat(shared.reads()).as("reads of ours").isGreaterThan(alone.reads() / 2);
  }

  private Phase send(long seed, SendLog log) throws InterruptedException {
    long readsBefore = reads();
    try (KinesisIngestPoint ingest = KinesisIngestPoint.connect(Resources.STREAM);
        ReadabilityProbe probe = new ReadabilityProbe()) {
      probe.begin();
      FleetTimeline timeline =
          new FleetTimeline(
              new Fleet(FleetSettings.ofSeed(seed)),
              Schedule.steady(PER_SECOND),
              new FleetTimeline.Limit(Long.MAX_VALUE, PHASE.toNanos()));
      Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
      FleetRun.start(timeline, pacer, new ProbedIngestPoint(ingest, probe), log, progress -> {})
          .await();
      long reads = reads() - readsBefore;
      probe.end();
      await().atMost(SOON).until(() -> Tally.of(world.consumerMetrics()).inFlight() == 0);
      return new Phase(probe.latencies().getValueAtPercentile(50) / 1e3, reads);
    }
  }

  private long reads() {
    return stack.operations().count(Service.KINESIS, "GetRecords");
  }

  private StreamWorker secondReader(StreamClients clients) {
    WorkerSettings settings =
        WorkerSettings.of("second-reader", Resources.STREAM)
            .withRetrieval(Retrieval.fanOut())
            .withTimings(KclTimings.LOCAL);
    return new StreamWorker(
        "second",
        settings,
        clients,
        CommittingProcessorFactory.committingEachBatch((shard, control) ->
            batch ->
                batch
                    .records()
                    .forEach(record ->
                        readBySecond.add(shard.shardId() + "/" + record.sequenceNumber()))),
        new ShardBoard("second-reader", new SimpleMeterRegistry(), Clock.systemUTC()),
        () -> ThreadLocalRandom.current().nextLong());
  }

  private static Set<String> acknowledged(SendLog log) {
    return log.sends().stream()
        .map(SendLog.Send::acknowledgement)
        .map(at -> at.shardId() + "/" + at.sequenceNumber())
        .collect(Collectors.toSet());
  }
}
