package dev.sluice.e2e.bench.ingest;

import dev.sluice.e2e.aws.Resources;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.simulator.command.Converters;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bench ingest`.
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures ingest on this machine: events over HTTP, in batches and one by one, and submissions"
          + " from a queue, beside a poller that does nothing else.",
      "Ingest runs in a JVM of its own with 256 MiB of heap; streams, queue and senders run in this"
          + " one. Rates of a core are per second of ingest's processor time, so other work on the"
          + " machine does them little harm. Figures are medians, with the least and the most.",
      "Targets: 20,000 small events/s of a core in batches of 100, 5,000 single posts/s; either"
          + " acknowledged within 50 ms (p99) at half of the rate that was reached; 80 % of what the"
          + " queue gives a bare poller; at most 256 MiB of heap."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all targets are met", "1:a target is missed", "2:options that will not do"},
    footer = {"", "Example: in a minute", "  bench ingest --rounds 2 --round 3s --warm-up 8s"})
public final class IngestBenchCommand implements Callable<Integer> {
  private static final int SHARDS = 4;

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
          "How long to post before measuring, again and again until that makes it no faster, ten"
              + " times at most. Default: 15s.")
  private Duration warmUp = Duration.ofSeconds(15);

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "That post batches at a time. Default: ${DEFAULT-VALUE}.")
  private int connections = 16;

  @Option(
      names = "--single-connections",
      paramLabel = "N",
      description = "That post single events at a time. Default: ${DEFAULT-VALUE}.")
  private int singles = 64;

  @Option(
      names = "--messages",
      paramLabel = "N",
      description = "In the queue that is emptied. Default: ${DEFAULT-VALUE}.")
  private int messages = 20_000;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    check(command);
    PrintWriter out = command.commandLine().getOut();
    try (LocalStack stack = LocalStack.start(LocalStackOptions.ephemeral())) {
      stack.sdkProperties().forEach(System::setProperty);
      Resources.make(SHARDS);
      IngestBench.Plan plan =
          new IngestBench.Plan(rounds, round, warmUp, connections, singles, messages);
      IngestReport report = new IngestBench(stack, out, plan).measure();
      report.print(out);
      return report.meetsTargets() ? 0 : 1;
    }
  }

  private void check(CommandSpec command) {
    within(command, "--rounds", rounds, 1, 100);
    within(command, "--connections", connections, 1, 256);
    within(command, "--single-connections", singles, 1, 1_000);
    within(command, "--messages", messages, 100, 1_000_000);
    if (round.toMillis() < 100 || warmUp.isNegative()) {
      throw new ParameterException(
          command.commandLine(),
          "--round %s is shorter than 100ms, or --warm-up %s below zero".formatted(round, warmUp));
    }
  }

  private static void within(CommandSpec command, String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          command.commandLine(), "%s %d is not in %d..%d".formatted(name, value, least, most));
    }
  }
}
