package dev.sluice.e2e.bench.live;

import dev.sluice.e2e.Tally;
import dev.sluice.e2e.World;
import dev.sluice.e2e.WorldOptions;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.local.LocalStack;
import dev.sluice.simulator.EnvelopeMix;
import dev.sluice.simulator.EventShape;
import dev.sluice.simulator.EventType;
import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.Progress;
import dev.sluice.simulator.ProgressListener;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.command.Converters;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Ticker;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bench live`: how soon what is put on the stream is at a live client, and how many clients fit
/// into a small heap.
@Command(
    name = "live",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures live clients on this machine.",
      "First the way from the put on the stream to the message at the client, everything in one"
          + " JVM: each subscriber watches one device, every tenth a whole type too. Then many"
          + " connections to a query API in a JVM with 512 MiB of heap, at a tenth of the rate.",
      "Targets on 2 cores: at 500 events/s with 200 subscribers put to client p99 at most 1.5 s,"
          + " nothing missed; 2,000 connections in at most 512 MiB of heap."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all targets are met", "1:a target is missed", "2:options that will not do"},
    footer = {"", "Example: a quick look", "  bench live --duration 20s --connections 200"})
public final class LiveBenchCommand implements Callable<Integer> {
  private static final int SHARDS = 4;
  private static final int WATCHES_A_TYPE = 10;
  private static final int DEVICES = 100;

  /// How the simulator numbers them.
  private static final int FIRST_DEVICE = 100_000;

  private static final Duration LINGER = Duration.ofMillis(25);
  private static final Duration CATCH_UP = Duration.ofSeconds(5);
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration SETTLE = Duration.ofSeconds(5);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events a second. Default: ${DEFAULT-VALUE}.")
  private double rate = 500;

  @Option(
      names = "--subscribers",
      paramLabel = "N",
      description = "Of the first part, 1 to 5000. Default: ${DEFAULT-VALUE}.")
  private int subscribers = 200;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      converter = Converters.OfDuration.class,
      description = "How long each part sends. Default: 60s.")
  private Duration duration = Duration.ofSeconds(60);

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Of the second part, 1 to 2500. Default: ${DEFAULT-VALUE}.")
  private int connections = 2_000;

  @Override
  public Integer call() throws InterruptedException, IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    if (subscribers < 1 || subscribers > 5_000 || connections < 1 || connections > 2_500) {
      throw new ParameterException(
          command.commandLine(),
          "--subscribers %d and --connections %d are not in 1..5000 and 1..2500"
              .formatted(subscribers, connections));
    }
    PrintWriter out = command.commandLine().getOut();
    try (World world = World.start(WorldOptions.ephemeral().withoutTableChanges())) {
      if (!world.awaitReady(SHARDS, READY_WITHIN)) {
        out.println("the workers did not take up all shards; see the log above");
        return 1;
      }
      LiveReport report = measure(world, out);
      report.print(out);
      return report.meetsTargets() ? 0 : 1;
    }
  }

  private LiveReport measure(World world, PrintWriter out)
      throws InterruptedException, IOException {
    try (KinesisIngestPoint ingest = KinesisIngestPoint.connect(Resources.STREAM)) {
      say(out, "warming up for %s ...".formatted(WARM_UP));
      send(1, rate, WARM_UP, new TimedIngestPoint(ingest), out);
      TimedIngestPoint timed = new TimedIngestPoint(ingest);
      try (Audience audience = new Audience(timed)) {
        watch(audience, world.queryApi(), subscribers);
        say(
            out,
            "%,.0f events/s for %s to %,d subscribers ...".formatted(rate, duration, subscribers));
        send(2, rate, duration, timed, out);
        Duration lag = Tally.of(world.consumerMetrics()).lag();
        TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
        return many(world, ingest, out, timed, new Few(audience, lag));
      }
    }
  }

  /// The subscribers of the first part.
  private record Few(Audience audience, Duration lag) {}

  /// Since the start, the warming up included.
  private static Map<String, Double> stages(World world) {
    Map<String, Double> stages = new TreeMap<>();
    long events = Math.max(1, Tally.of(world.consumerMetrics()).received());
    for (Timer timer : world.consumerMetrics().find("sluice.batch").timers()) {
      stages.merge(
          String.valueOf(timer.getId().getTag("stage")),
          timer.totalTime(TimeUnit.MILLISECONDS) / events,
          Double::sum);
    }
    return stages;
  }

  private LiveReport many(
      World world, KinesisIngestPoint ingest, PrintWriter out, TimedIngestPoint timed, Few first)
      throws InterruptedException, IOException {
    Audience few = first.audience();
    int sent = timed.events();
    int lost = few.connectionsLost();
    Map<String, Double> stages = stages(world);
    LocalStack stack = world.stack().orElseThrow();
    try (QueryApiProcess api = QueryApiProcess.start(stack.environment());
        Audience audience = new Audience(timed)) {
      say(out, "opening %,d connections ...".formatted(connections));
      watch(audience, api.uri(), connections);
      say(out, "%,.0f events/s for %s to all of them ...".formatted(rate / 10, duration));
      HeapPeak peak = HeapPeak.watch(api);
      send(3, rate / 10, duration, timed, out);
      TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
      long heap = peak.end();
      return new LiveReport(
          sent,
          first.lag(),
          stages,
          subscribers,
          few.eventsReceived(),
          few.timesMissed(),
          lost,
          few.micros(),
          connections,
          audience.heartbeatsReceived(),
          audience.connectionsLost(),
          heap);
    }
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  private static void watch(Audience audience, URI server, int clients) {
    audience.open(server, clients, LiveBenchCommand::subscriptions);
  }

  private static List<String> subscriptions(int client) {
    String device =
        "{\"op\":\"subscribe\",\"id\":\"d\",\"to\":\"device\",\"device_id\":\"device-%d\"}"
            .formatted(FIRST_DEVICE + client % DEVICES);
    String type =
        "{\"op\":\"subscribe\",\"id\":\"t\",\"to\":\"type\",\"event_type\":\"temperature\"}";
    return client % WATCHES_A_TYPE == 0 ? List.of(device, type) : List.of(device);
  }

  private static FleetSettings fleet(long seed) {
    return FleetSettings.ofSeed(seed)
        .withDevices(DEVICES)
        .withShape(
            new EventShape(
                500,
                EnvelopeMix.EVEN,
                List.of(EventType.TEMPERATURE, EventType.HUMIDITY, EventType.NETWORK_CONNECTION)));
  }

  private static void send(
      long seed, double rate, Duration length, TimedIngestPoint ingest, PrintWriter out)
      throws InterruptedException {
    FleetTimeline timeline =
        new FleetTimeline(
            new Fleet(fleet(seed)),
            Schedule.steady(rate),
            new FleetTimeline.Limit(Long.MAX_VALUE, length.toNanos()));
    Pacer pacer = new Pacer(Clock.systemUTC(), Ticker.system(), LINGER, CATCH_UP);
    FleetRun.start(timeline, pacer, ingest, SendLog.counting(), new Steps(length, out)).await();
  }

  /// A line every ten seconds.
  private static final class Steps implements ProgressListener {
    private static final int EVERY_SECONDS = 10;

    private final Duration length;
    private final PrintWriter out;
    private long reports;

    Steps(Duration length, PrintWriter out) {
      this.length = length;
      this.out = out;
    }

    @Override
    public void progressed(Progress progress) {
      if (++reports % EVERY_SECONDS == 0) {
        say(
            out,
            "  %3d s of %d s  sent %,d  %,.0f/s"
                .formatted(
                    progress.elapsed().toSeconds(),
                    length.toSeconds(),
                    progress.totals().acknowledged(),
                    progress.perSecond()));
      }
    }
  }
}
