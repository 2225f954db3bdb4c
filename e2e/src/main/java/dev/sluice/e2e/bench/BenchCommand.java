package dev.sluice.e2e.bench;

import dev.sluice.e2e.Tally;
import dev.sluice.e2e.World;
import dev.sluice.e2e.WorldOptions;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.e2e.bench.archive.ArchiveBenchCommand;
import dev.sluice.e2e.bench.ingest.IngestBenchCommand;
import dev.sluice.e2e.bench.live.LiveBenchCommand;
import dev.sluice.e2e.bench.query.QueryBenchCommand;
import dev.sluice.simulator.EnvelopeMix;
import dev.sluice.simulator.EventShape;
import dev.sluice.simulator.EventType;
import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.command.Converters;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Ticker;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench`: how fast this machine carries events from the stream into the store, and how that
/// compares to the same store calls in a tight loop, measured in the same run.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures the pipeline on this machine, beside its bare store calls.",
      "Everything in one JVM: 100 devices, 3 types, 500 B.",
      "Targets on 2 cores: ready in 10 s; 1,000 events/s for two minutes, lag under 2 s at the end,",
      "put to readable under 1.5 s (p99), heap at most 1 GiB. Nothing expires, and changes of the",
      "table are not forwarded: that costs DynamoDB Local, and only it, half of its speed.",
      "`bench archive` measures the archive, `bench ingest` what takes events in, `bench query` the"
          + " query API, `bench live` live clients."
    },
    subcommands = {
      ArchiveBenchCommand.class,
      IngestBenchCommand.class,
      LiveBenchCommand.class,
      QueryBenchCommand.class
    })
public final class BenchCommand implements Callable<Integer> {
  private static final int SHARDS = 4;

  /// The sender gathers sends for so long: many small puts would be measured, not the pipeline.
  private static final Duration LINGER = Duration.ofMillis(25);

  private static final Duration CATCH_UP = Duration.ofSeconds(5);
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(120);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events a second. Default: ${DEFAULT-VALUE}.")
  private double rate = 1000;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      converter = Converters.OfDuration.class,
      description = "How long to send. Default: 2m.")
  private Duration duration = Duration.ofMinutes(2);

  @Option(
      names = "--warm-up",
      paramLabel = "DURATION",
      converter = Converters.OfDuration.class,
      description = "How long to send before measuring. Default: 10s.")
  private Duration warmUp = Duration.ofSeconds(10);

  @Option(
      names = "--ceiling",
      paramLabel = "DURATION",
      converter = Converters.OfDuration.class,
      description = "How long to run the bare store calls. Default: 15s.")
  private Duration ceiling = Duration.ofSeconds(15);

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    long started = System.nanoTime();
    try (World world = World.start(WorldOptions.ephemeral().withoutTableChanges())) {
      if (!world.awaitReady(SHARDS, READY_WITHIN)) {
        out.println("the workers did not take up all shards; see the log above");
        return 1;
      }
      Duration ready = Duration.ofNanos(System.nanoTime() - started);
      Report report = measure(world, ready, out);
      report.print(out);
      return report.meetsTargets() ? 0 : 1;
    }
  }

  private Report measure(World world, Duration ready, PrintWriter out) throws InterruptedException {
    try (KinesisIngestPoint ingest = KinesisIngestPoint.connect(Resources.STREAM);
        ReadabilityProbe probe = new ReadabilityProbe()) {
      out.printf("warming up for %s ...%n", warmUp);
      out.flush();
      send(fleet(1), warmUp, ingest, world, out);
      awaitDrained(world);
      Usage before = Usage.now(world);
      probe.begin();
      out.printf("%,.0f events/s for %s ...%n", rate, duration);
      out.flush();
      long begun = System.nanoTime();
      long sent = send(fleet(2), duration, new ProbedIngestPoint(ingest, probe), world, out);
      Duration lagAtEnd = Tally.of(world.consumerMetrics()).lag();
      Duration sending = Duration.ofNanos(System.nanoTime() - begun);
      awaitDrained(world);
      Usage used = Usage.now(world).minus(before);
      probe.end();
      out.printf("the same store calls in a tight loop for %s ...%n", ceiling);
      out.flush();
      double bare = new StoreCeiling(world).eventsPerSecond(ceiling);
      return new Report(ready, sent, sending, lagAtEnd, probe.latencies(), used, bare);
    }
  }

  private static FleetSettings fleet(long seed) {
    return FleetSettings.ofSeed(seed)
        .withDevices(100)
        .withShape(
            new EventShape(
                500,
                EnvelopeMix.EVEN,
                List.of(EventType.TEMPERATURE, EventType.HUMIDITY, EventType.NETWORK_CONNECTION)));
  }

  private long send(
      FleetSettings fleet, Duration length, IngestPoint ingest, World world, PrintWriter out)
      throws InterruptedException {
    Pacer pacer = new Pacer(Clock.systemUTC(), Ticker.system(), LINGER, CATCH_UP);
    FleetTimeline timeline =
        new FleetTimeline(
            new Fleet(fleet),
            Schedule.steady(rate),
            new FleetTimeline.Limit(Long.MAX_VALUE, length.toNanos()));
    ProgressPrinter progress = new ProgressPrinter(length, world.consumerMetrics(), out);
    return FleetRun.start(timeline, pacer, ingest, SendLog.counting(), progress)
        .await()
        .acknowledged();
  }

  private static void awaitDrained(World world) throws InterruptedException {
    long deadline = System.nanoTime() + DRAINED_WITHIN.toNanos();
    Tally before;
    Tally now = Tally.of(world.consumerMetrics());
    do {
      before = now;
      TimeUnit.MILLISECONDS.sleep(1000);
      now = Tally.of(world.consumerMetrics());
    } while ((now.received() > before.received() || now.inFlight() > 0)
        && System.nanoTime() < deadline);
  }
}
