package dev.sluice.simulator.command;

import dev.sluice.simulator.EventShape;
import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.Progress;
import dev.sluice.simulator.Timeline;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Spike;
import dev.sluice.simulator.pace.Ticker;
import dev.sluice.simulator.submission.SubmissionTimeline;
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

/// `simulate`: a fleet of devices sends until its time is over or Ctrl-C. Exits with 0, 1 if what
/// it sends to cannot be reached, 2 for options that will not do.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends events of a simulated fleet to ingest.",
      "Over sqs they are submissions, each of one to five events, and --rate, --events and the"
          + " shares are of those.",
      "Where ingest asks for an API key, SLUICE_API_KEY is it. Of sqs and kinesis, endpoint, region"
          + " and credentials are the AWS SDK's own: AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL_KINESIS,"
          + " AWS_REGION, AWS_ACCESS_KEY_ID and so on."
    },
    footer = {
      "",
      "Examples: five-fold bursts, a twentieth sent twice, for ten minutes; a publisher to pull from",
      "  simulate --rate 200 --spike 5x@30s/10s --duplicates 0.05 --duration 10m",
      "  simulate --udp-publisher 8126 --rate 1000"
    })
public final class SimulateCommand implements Callable<Integer> {
  private final Function<Target, IngestPoint> connect;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private TransportOptions transport = new TransportOptions();

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
    this(Target::connect);
  }

  SimulateCommand(Function<Target, IngestPoint> connect) {
    this.connect = connect;
  }

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    FleetSettings settings;
    Target target;
    Timeline timeline;
    try {
      target = transport.target();
      settings = fleet.settings();
      timeline = timeline(settings, target);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    try (IngestPoint ingest = connect.apply(target)) {
      out.printf(
          "%,d devices send to %s, seed %d%n", settings.devices(), target.shown(), settings.seed());
      out.flush();
      Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
      new Sending(out, quiet, this::fractionDone).run(timeline, pacer, ingest);
      return 0;
    } catch (IngestRefusedException e) {
      command.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private Timeline timeline(FleetSettings settings, Target target) {
    Schedule schedule = new Schedule(rate, spikes);
    return switch (target) {
      case Target.Sqs submissions ->
          new SubmissionTimeline(
              new SubmissionTimeline.Settings(
                  settings.seed(), settings.devices(), settings.shares()),
              schedule,
              limit());
      case Target.Kinesis direct -> new FleetTimeline(new Fleet(settings), schedule, limit());
      // elsewhere there is no partition key to say which device it is
      case Target.Http http -> written(settings, schedule);
      case Target.Udp udp -> written(settings, schedule);
      case Target.Publish publish -> written(settings, schedule);
    };
  }

  private Timeline written(FleetSettings settings, Schedule schedule) {
    EventShape shape = settings.shape().withDeviceWritten();
    return new FleetTimeline(new Fleet(settings.withShape(shape)), schedule, limit());
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
