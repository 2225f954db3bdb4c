package dev.sluice.e2e.bench.query;

import dev.sluice.e2e.bench.query.dynamodb.SampleDevices;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Service;
import dev.sluice.simulator.command.Converters;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bench query`.
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures the query API on this machine, beside a bare endpoint and the bare DynamoDB client.",
      "Each server runs in a JVM of its own, and rates from the cache are per second of its"
          + " processor time, so other work on the machine does little harm. Rounds take turns;"
          + " figures are medians, with the least and the most.",
      "Targets: the latest state of a device from the cache 10,000 requests/s of a core, p99 under"
          + " 10 ms at half of that, at most 1.5 times the CPU of a bare endpoint that returns the"
          + " same bytes; uncached 80 %% of what the client does alone; 1,000 events within a day by"
          + " at most 3 requests to the store, of several days by two more than there are days."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all targets are met", "1:a target is missed", "2:options that will not do"},
    footer = {"", "Example: in a minute", "  bench query --rounds 3 --round 3s --warm-up 8s"})
public final class QueryBenchCommand implements Callable<Integer> {
  static final String DEVICE = "historian";
  static final int DAYS = 7;
  private static final int EVENTS = 1_000;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Of each measurement. Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(
      names = "--round",
      paramLabel = "DURATION",
      converter = Converters.OfDuration.class,
      description = "How long a round is. Default: 5s.")
  private Duration round = Duration.ofSeconds(5);

  @Option(
      names = "--warm-up",
      paramLabel = "DURATION",
      converter = Converters.OfDuration.class,
      description =
          "How long to ask each server before measuring, again and again until that makes it no"
              + " faster, ten times at most. Default: 15s.")
  private Duration warmUp = Duration.ofSeconds(15);

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "That ask at a time. Default: ${DEFAULT-VALUE}.")
  private int connections = 8;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    if (rounds < 1 || rounds > 100 || connections < 1 || connections > 256) {
      throw new ParameterException(
          command.commandLine(),
          "--rounds %d and --connections %d are not in 1..100 and 1..256"
              .formatted(rounds, connections));
    }
    if (round.toMillis() < 100 || warmUp.isNegative()) {
      throw new ParameterException(
          command.commandLine(),
          "--round %s is shorter than 100ms, or --warm-up %s below zero".formatted(round, warmUp));
    }
    PrintWriter out = command.commandLine().getOut();
    LocalStackOptions options =
        LocalStackOptions.ephemeral().withServices(Set.of(Service.DYNAMODB));
    try (LocalStack stack = LocalStack.start(options)) {
      stack.sdkProperties().forEach(System::setProperty);
      say(out, "%d devices, and 2 times %,d events of one ...", SampleDevices.DEVICES, EVENTS);
      SampleDevices.write(DEVICE, List.of(1), EVENTS);
      SampleDevices.write(DEVICE + DAYS, days(), (EVENTS + DAYS - 1) / DAYS);
      QueryReport report = new QueryBench(stack, out, connections, rounds, round).measure(warmUp);
      report.print(out);
      return report.meetsTargets() ? 0 : 1;
    }
  }

  private static List<Integer> days() {
    return IntStream.rangeClosed(1, DAYS).boxed().toList();
  }

  static void say(PrintWriter out, String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
