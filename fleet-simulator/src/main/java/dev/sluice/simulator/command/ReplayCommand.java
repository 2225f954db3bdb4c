package dev.sluice.simulator.command;

import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Ticker;
import dev.sluice.simulator.replay.EventIds;
import dev.sluice.simulator.replay.Readings;
import dev.sluice.simulator.replay.ReplayTimeline;
import dev.sluice.simulator.replay.Spacing;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `replay`: recorded readings, moved to now. Exits with 0, 1 if what it sends to or the file
/// cannot be reached, 2 for options that will not do.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends recorded readings to ingest as events of type sensor_reading.",
      "The first reading is now and the others follow as they were recorded, unless --speed or"
          + " --rate says otherwise. Event times are the times of sending. An event's id is made of"
          + " the device, the recorded and the new time: a second replay is other events, unless"
          + " --start moves both to the same time.",
      "Where ingest asks for an API key, SLUICE_API_KEY is it. Of kinesis, endpoint, region and"
          + " credentials are the AWS SDK's own: AWS_ENDPOINT_URL_KINESIS, AWS_REGION,"
          + " AWS_ACCESS_KEY_ID and so on."
    },
    footer = {"", "Example: a day of readings in a quarter of an hour", "  replay --speed 96x"})
public final class ReplayCommand implements Callable<Integer> {
  private final Function<Target, IngestPoint> connect;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "NDJSON, or NDJSON.gz, of {\"data\":{…},\"device_id\":\"…\",\"ts\":<epoch seconds>}. A line"
              + " that is no reading is reported and skipped. Default: 9,995 real readings of three"
              + " sensors over 24 hours.")
  private @Nullable Path file;

  @Mixin private TransportOptions transport = new TransportOptions();

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      converter = Converters.OfSpeed.class,
      description = "Recorded spacing, so many times faster, as in 10x. Default: 1x.")
  private Spacing.@Nullable Recorded speed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "So many readings a second, evenly, instead of the recorded spacing.")
  private @Nullable Double rate;

  @Option(
      names = "--start",
      paramLabel = "INSTANT",
      converter = Converters.OfInstant.class,
      description =
          "Event time of the first reading, as in 2026-03-05T01:49:51.260Z. Sending begins at once"
              + " all the same. The same start and spacing again is duplicates. Default: now.")
  private @Nullable Instant start;

  @Option(
      names = "--keep-ids",
      description =
          "Ids of device and recorded time alone, the same in every replay: duplicates with the same"
              + " --start and spacing, id collisions otherwise.")
  private boolean keepIds;

  @Option(names = "--quiet", description = "No lines of progress, only the summary.")
  private boolean quiet;

  public ReplayCommand() {
    this(Target::connect);
  }

  ReplayCommand(Function<Target, IngestPoint> connect) {
    this.connect = connect;
  }

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    Spacing spacing = spacing(command);
    Target target = target(command);
    try (Readings readings = readings(err);
        IngestPoint ingest = connect.apply(target)) {
      out.printf(
          "replaying %s to %s%n", file == null ? "the bundled readings" : file, target.shown());
      out.flush();
      Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
      ReplayTimeline timeline =
          new ReplayTimeline(
              readings,
              spacing,
              start == null ? pacer.start() : start,
              keepIds ? EventIds.OF_THE_RECORDING : EventIds.OF_THIS_REPLAY);
      new Sending(out, quiet, progress -> readings.fractionRead()).run(timeline, pacer, ingest);
      if (readings.skipped() > 0) {
        out.printf("%,d lines were no reading and are left out%n", readings.skipped());
      }
      return 0;
    } catch (IngestRefusedException | UncheckedIOException e) {
      err.println(
          e instanceof UncheckedIOException io
              ? io.getMessage() + ": " + io.getCause()
              : e.getMessage());
      return 1;
    }
  }

  private Target target(CommandSpec command) {
    try {
      Target target = transport.target();
      if (target instanceof Target.Sqs) {
        throw new IllegalArgumentException(
            "readings are no submissions: --transport sqs is of simulate; http, udp or kinesis do");
      }
      return target;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private Spacing spacing(CommandSpec command) {
    if (speed != null && rate != null) {
      throw new ParameterException(
          command.commandLine(), "--speed and --rate exclude each other; give one of them");
    }
    try {
      return rate != null
          ? new Spacing.Even(rate)
          : speed != null ? speed : new Spacing.Recorded(1);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private Readings readings(PrintWriter err) {
    return file == null
        ? Readings.bundled()
        : Readings.open(
            file,
            bad -> {
              err.println(file + ": " + bad);
              err.flush();
            });
  }
}
