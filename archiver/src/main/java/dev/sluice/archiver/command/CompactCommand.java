package dev.sluice.archiver.command;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archiver.compact.ClosedDays;
import dev.sluice.archiver.compact.Compaction;
import dev.sluice.archiver.compact.CompactionCounts;
import dev.sluice.archiver.compact.Merging;
import dev.sluice.archiver.lake.DuckDb;
import dev.sluice.archiver.lake.WorkDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `archive compact`. Exits with 0, 1 if a partition could not be merged or the bucket refuses, 2
/// for options that will not do.
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Merges the many small files of closed days into few, sorted and without repeats.",
      "A day is closed --accepted-past + --retention + 2 days after its end, when no event of it can"
          + " be on its way any more. Rows that come later still are merged by the next run.",
      "Readers of the manifests see each event once at any time. It may be stopped and run again at"
          + " any moment, and several at once do no harm."
    },
    footer = {
      "",
      "Examples: what a job does every night; then one day at once, with nobody reading",
      "  compact",
      "  compact --date 2026-03-05 --grace 0s"
    })
final class CompactCommand implements Callable<Integer> {
  private final Clock clock = Clock.systemUTC();

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      converter = DateOption.class,
      description = "Only this UTC date, closed or not: 2026-03-05.")
  private @Nullable LocalDate date;

  @Option(
      names = "--older-than",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description = "Dates that ended so long ago, closed or not: 10d.")
  private @Nullable Duration olderThan;

  @Option(
      names = "--accepted-past",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description = "How late events may arrive, as the consumer has it. Default: 30d.")
  private Duration acceptedPast = ClosedDays.DEFAULT.acceptedPast();

  @Option(
      names = "--retention",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description = "How long events are kept, as the consumer has it. Default: 7d.")
  private Duration retention = ClosedDays.DEFAULT.retention();

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description =
          "How long a replaced object stays for queries that began before, and how old a file must be"
              + " to be merged. Default: 1h.")
  private Duration grace = Duration.ofHours(1);

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description =
          "What DuckDB may use besides the Java heap; the rest goes to disk."
              + " Default: ${DEFAULT-VALUE}.")
  private int memory = DuckDb.Limits.DEFAULT.memoryMiB();

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description =
          "Takes the largest partition twice, and what DuckDB spills. Default: the directory for"
              + " temporary files.")
  private Path workDirectory = Path.of(System.getProperty("java.io.tmpdir"));

  @Mixin private BucketOptions bucket = new BucketOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    Predicate<LocalDate> days;
    DuckDb.Limits limits;
    try {
      days = days(clock.instant());
      limits = new DuckDb.Limits(memory);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    return bucket.connected(err, archive -> compact(archive, days, limits, out, err));
  }

  private Predicate<LocalDate> days(Instant now) {
    if (date != null && olderThan != null) {
      throw new IllegalArgumentException(
          "--date " + date + " and --older-than " + olderThan + " exclude each other; give one");
    }
    if (date != null) {
      return date::equals;
    }
    if (olderThan != null) {
      LocalDate before = LocalDate.ofInstant(now.minus(olderThan), ZoneOffset.UTC);
      return day -> day.isBefore(before);
    }
    ClosedDays closed = new ClosedDays(acceptedPast, retention, ClosedDays.DEFAULT.margin());
    return day -> closed.isClosed(day, now);
  }

  private int compact(
      ArchiveBucket archive,
      Predicate<LocalDate> days,
      DuckDb.Limits limits,
      PrintWriter out,
      PrintWriter err)
      throws IOException {
    CompactionScreen screen = new CompactionScreen(out, err);
    try (WorkDirectory work = WorkDirectory.below(workDirectory)) {
      CompactionCounts counts =
          new Compaction(
                  archive,
                  new Merging(archive, FileLayout.DEFAULT, work.path(), limits),
                  grace,
                  clock,
                  screen)
              .run(days);
      screen.summary(counts);
      return counts.failed() > 0 ? 1 : 0;
    }
  }
}
