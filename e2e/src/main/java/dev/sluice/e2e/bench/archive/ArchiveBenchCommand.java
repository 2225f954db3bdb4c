package dev.sluice.e2e.bench.archive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bench archive`. The work is done in a JVM of its own with a heap of [#HEAP_MIB], so that it is
/// shown to be enough.
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures the archive on this machine: change records decoded, spooled and sealed to Parquet.",
      "The real readings, and events of the simulator in 35 partitions, in a JVM with 512 MiB of"
          + " heap. Rates are per second of a processor, so other work beside it does little harm.",
      "Targets: 100,000 rows/s of a core, files 1/8 of the same events as NDJSON, 32 partitions"
          + " open at once."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all targets are met", "1:a target is missed", "2:options that will not do"},
    footer = {"", "Example: on a machine that does other work", "  bench archive --rounds 3"})
public final class ArchiveBenchCommand implements Callable<Integer> {
  static final int HEAP_MIB = 512;
  private static final int MOST_EVENTS = 5_000_000;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Of the simulator, all in one epoch. Default: ${DEFAULT-VALUE}.")
  private int events = 200_000;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "Of the simulator's events, after three to warm up." + " Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    if (events < 10_000 || events > MOST_EVENTS || rounds < 1 || rounds > 100) {
      throw new ParameterException(
          command.commandLine(),
          "--events "
              + events
              + " and --rounds "
              + rounds
              + " are not in 10000..5000000 and 1..100");
    }
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        "measuring in a JVM with %d MiB of heap: the readings, then %,d events, %d rounds ...%n",
        HEAP_MIB, events, rounds);
    out.flush();
    Properties figures = measured();
    ArchiveReport report = ArchiveReport.of(figures);
    report.print(out);
    return report.meetsTargets() ? 0 : 1;
  }

  /// What the child writes to its standard output; its progress goes where ours does.
  private Properties measured() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + HEAP_MIB + "m",
                    "-XX:+UseParallelGC",
                    "-XX:+UseCompactObjectHeaders",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ArchiveBenchMain.class.getName(),
                    Integer.toString(events),
                    Integer.toString(rounds)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader figures =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      Properties properties = new Properties();
      properties.load(figures);
      int exit = child.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            "the JVM that measures ended with " + exit + "; what it said is above");
      }
      return properties;
    } finally {
      child.destroy();
    }
  }
}
