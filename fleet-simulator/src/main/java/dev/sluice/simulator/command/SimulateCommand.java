package dev.sluice.simulator.command;

import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.Progress;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Spike;
import dev.sluice.simulator.pace.Ticker;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `simulate`: a fleet of devices sends into the stream until its time is over or Ctrl-C. Exits
/// with 0, 1 if the stream cannot be reached, 2 for options that will not do.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends events of a simulated fleet into the Kinesis stream.",
      "Endpoint, region and credentials are the AWS SDK's own: AWS_ENDPOINT_URL_KINESIS, AWS_REGION,"
          + " AWS_ACCESS_KEY_ID and so on."
    },
    footer = {
      "",
      "Example: five-fold bursts, a twentieth sent twice, for ten minutes",
      "  simulate --rate 200 --spike 5x@30s/10s --duplicates 0.05 --duration 10m"
    })
public final class SimulateCommand implements Callable<Integer> {
  private final Function<String, IngestPoint> connect;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      description = "The Kinesis stream. Default: ${DEFAULT-VALUE}.")
  private String stream = "sluice-events";

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Sends a second, spikes apart. Default: ${DEFAULT-VALUE}.")
  private double rate = 200;

  @Option(
      names = "--spike",
      paramLabel = "SPIKE",
      converter = Converters.OfSpike.class,
      description =
          "A burst, <factor>x@<period>/<length>: 5x@30s/10s is five-fold, every 30 s for 10 s. May"
              + " be given several times; where they overlap, the greatest holds.")
  private List<Spike> spikes = List.of();

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      converter = Converters.OfDuration.class,
      description = "How long to send, as in 90s, 10m, 2h. Default: until Ctrl-C.")
  private @Nullable Duration duration;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many sends at most. Default: no limit.")
  private long events = Long.MAX_VALUE;

  @Mixin private FleetOptions fleet = new FleetOptions();

  @Option(names = "--quiet", description = "No lines of progress, only the summary.")
  private boolean quiet;

  public SimulateCommand() {
    this(KinesisIngestPoint::connect);
  }

  SimulateCommand(Function<String, IngestPoint> connect) {
    this.connect = connect;
  }

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    FleetSettings settings;
    FleetTimeline timeline;
    try {
      settings = fleet.settings();
      timeline = new FleetTimeline(new Fleet(settings), new Schedule(rate, spikes), limit());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    try (IngestPoint ingest = connect.apply(stream)) {
      out.printf("%,d devices send to %s, seed %d%n", settings.devices(), stream, settings.seed());
      out.flush();
      Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
      new Sending(out, quiet, this::fractionDone).run(timeline, pacer, ingest);
      return 0;
    } catch (IngestRefusedException e) {
      command.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private FleetTimeline.Limit limit() {
    return new FleetTimeline.Limit(events, duration == null ? Long.MAX_VALUE : duration.toNanos());
  }

  private double fractionDone(Progress progress) {
    double byCount = events == Long.MAX_VALUE ? 0 : progress.totals().sent() / (double) events;
    double byTime =
        duration == null ? 0 : progress.elapsed().toNanos() / (double) duration.toNanos();
    return Math.min(1, Math.max(byCount, byTime));
  }
}
