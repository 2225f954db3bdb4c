package dev.sluice.e2e.up;

import dev.sluice.e2e.ArchiveTally;
import dev.sluice.e2e.IngestPoints;
import dev.sluice.e2e.IngestTally;
import dev.sluice.e2e.Tally;
import dev.sluice.e2e.World;
import dev.sluice.e2e.WorldOptions;
import dev.sluice.local.LocalStack;
import dev.sluice.local.http.PortTakenException;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.command.Converters;
import dev.sluice.simulator.command.Transport;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `up`: everything on this machine, with real readings and a simulated fleet flowing through.
/// Exits with 0 if every event sent was accounted for, 1 otherwise, 2 for options that will not do.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs everything on this machine, with real readings and a simulated fleet.",
      "Kinesis, DynamoDB, S3, SQS and CloudWatch on loopback, ingest, the consumer, the archiver, the"
          + " query API."
    },
    footer = {
      "",
      "Examples: a busy minute; the whole life of an event, from stored to archived",
      "  ./sluice up --rate 800 --workers 3 --duration 60s",
      "  ./sluice up --retention 60s"
    })
public final class UpCommand implements Callable<Integer> {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(30);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Events sent a second; over sqs, submissions of one to five events each. Default:"
              + " ${DEFAULT-VALUE}.")
  private double rate = 200;

  @Option(
      names = "--transport",
      paramLabel = "KIND",
      description =
          "How events travel: one of ${COMPLETION-CANDIDATES}. kinesis goes past ingest. Default:"
              + " ${DEFAULT-VALUE}.")
  private Transport transport = Transport.HTTP;

  @Option(
      names = "--devices",
      paramLabel = "N",
      description = "Simulated devices. Default: ${DEFAULT-VALUE}.")
  private int devices = 100;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      converter = Converters.OfDuration.class,
      description = "How long to send, as in 60s or 10m. Default: until Ctrl-C.")
  private @Nullable Duration duration;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "KCL workers of the consumer. Default: ${DEFAULT-VALUE}.")
  private int workers = 2;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = "Shards of the stream. Default: ${DEFAULT-VALUE}.")
  private int shards = 4;

  @Option(
      names = "--retention",
      paramLabel = "DURATION",
      converter = Converters.OfDuration.class,
      description = "How long events are kept; older ones are not accepted either. Default: 15m.")
  private Duration retention = Duration.ofMinutes(15);

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Keeps tables and objects here. DynamoDB on disk is slow, 75 to 100 items a second."
              + " Default: tables in memory, all gone at the end.")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      description = "Moves every port by so much. Default: ${DEFAULT-VALUE}.")
  private int portOffset;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the simulated fleet. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--quiet", description = "No live line, only the URLs and the summary.")
  private boolean quiet;

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook = new Thread(() -> stopAndWait(stop, stopped), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return run(out, stop);
    } catch (PortTakenException e) {
      command.commandLine().getErr().println(e.getMessage());
      return 1;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    } finally {
      stopped.countDown();
    }
  }

  private static void stopAndWait(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int run(PrintWriter out, CountDownLatch stop) throws InterruptedException {
    long started = System.nanoTime();
    WorldOptions options =
        new WorldOptions(
            OptionalInt.of(portOffset),
            workers,
            shards,
            retention,
            Optional.ofNullable(dataDirectory),
            true,
            Map.of(),
            Optional.of(Map.of()));
    Traffic traffic = new Traffic(transport, rate, devices, seed, retention);
    try (World world = World.start(options)) {
      if (!world.awaitReady(shards, READY_WITHIN)) {
        out.println("the workers did not take up all shards; see the log above");
        return 1;
      }
      out.printf("ready in %.1f s%n%n", (System.nanoTime() - started) / 1e9);
      printUrls(world, out);
      Traffic.Sent sent = sendUntil(stop, traffic, world, out);
      return summarise(sent, world, out);
    }
  }

  private Traffic.Sent sendUntil(CountDownLatch stop, Traffic traffic, World world, PrintWriter out)
      throws InterruptedException {
    try (IngestPoint ingest = IngestPoints.of(world, transport)) {
      // not in the common pool, which on two cores has one thread for everybody
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> send(traffic, ingest, stop),
              task -> Thread.ofPlatform().name("traffic").daemon().start(task));
      LiveLine line = new LiveLine(world, out, quiet);
      long end = duration == null ? Long.MAX_VALUE : System.nanoTime() + duration.toNanos();
      while (!stop.await(
              Math.clamp(end - System.nanoTime(), 0, 1_000_000_000), TimeUnit.NANOSECONDS)
          && System.nanoTime() < end) {
        line.print();
      }
      Traffic.Sent sent = traffic.stop();
      sending.join();
      line.awaitDrained(() -> sent.events() - kept(sent, world), DRAINED_WITHIN);
      world.stack().ifPresent(LocalStack::endExpiry);
      line.awaitArchived(DRAINED_WITHIN);
      line.end();
      return sent;
    }
  }

  private static void send(Traffic traffic, IngestPoint ingest, CountDownLatch stop) {
    try {
      traffic.run(ingest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stop.countDown();
    }
  }

  private void printUrls(World world, PrintWriter out) {
    out.println("  console        " + world.queryApi() + "/");
    out.println("  devices        " + world.queryApi() + "/v1/devices");
    out.println("  API, to try    " + world.queryApi() + "/swagger-ui");
    world.ingestUri().ifPresent(ingest -> printUrls(ingest, world.ingestUdp(), out));
    out.println("  health         " + world.consumerUri() + "/health");
    out.println("  metrics        " + world.consumerUri() + "/prometheus");
    world.archiverUri().ifPresent(archiver -> printUrls(archiver, out));
    world.stack().ifPresent(stack -> printUrls(stack, out));
    out.println();
    out.println("Ctrl-C stops.");
    out.println();
    out.flush();
  }

  private static void printUrls(URI ingest, Optional<InetSocketAddress> udp, PrintWriter out) {
    out.println("  ingest         POST " + ingest + "/v1/events");
    udp.ifPresent(
        at -> out.println("                 udp://" + at.getHostString() + ":" + at.getPort()));
  }

  private void printUrls(URI archiver, PrintWriter out) {
    out.println("  archiver       " + archiver + "/health");
    out.println("                 " + archiver + "/prometheus");
    out.printf(
        "  archive        ./sluice archive sql %s \"select event_type, count(*) from events group by all\"%n",
        portOffset == 0 ? "--local" : "--port-offset " + portOffset);
  }

  private static void printUrls(LocalStack stack, PrintWriter out) {
    out.println("  Kinesis        " + stack.kinesis());
    out.println("  DynamoDB       " + stack.dynamoDb());
    out.println("  S3             " + stack.s3());
    out.println("                 files in " + stack.s3Directory());
  }

  /// What the stream never sees: refused by ingest, or lost on the way, each known.
  private static long kept(Traffic.Sent sent, World world) {
    return sent.refused()
        + world.ingestMetrics().map(IngestTally::of).map(IngestTally::kept).orElse(0L);
  }

  private static int summarise(Traffic.Sent sent, World world, PrintWriter out) {
    Tally tally = Tally.of(world.consumerMetrics());
    long kept = kept(sent, world);
    boolean accounted =
        tally.received() >= sent.events() - kept && tally.inFlight() == 0 && tally.isComplete();
    out.printf("%nsent %,d, ", sent.events());
    if (kept > 0) {
      out.printf("refused or lost before the stream %,d, ", kept);
    }
    out.printf(
        "received %,d: stored %,d, duplicate %,d, rejected %,d %s%n",
        tally.received(), tally.stored(), tally.duplicate(), tally.allRejected(), tally.rejected());
    boolean archived = world.archiveTally().map(archive -> isArchived(archive, out)).orElse(true);
    boolean all = accounted && archived;
    out.println(all ? "Every event is accounted for." : "NOT every event is accounted for.");
    out.flush();
    return all ? 0 : 1;
  }

  private static boolean isArchived(ArchiveTally tally, PrintWriter out) {
    if (tally.expired() > 0) {
      out.printf(
          "expired %,d: archived %,d in %,d files, rejected %,d%n",
          tally.expired(), tally.archived(), tally.files(), tally.rejected());
    }
    return tally.isComplete();
  }
}
