package dev.sluice.archiver.command;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archiver.cloudwatch.DifferenceMetric;
import dev.sluice.archiver.lake.DuckDb;
import dev.sluice.archiver.verify.ArchiveReader;
import dev.sluice.archiver.verify.DateRange;
import dev.sluice.archiver.verify.LetterReader;
import dev.sluice.archiver.verify.Reconciliation;
import dev.sluice.archiver.verify.Report;
import dev.sluice.archiver.verify.TooManyIdsException;
import dev.sluice.archiver.verify.aws.VerifyConnection;
import dev.sluice.dynamodb.Tables;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `archive verify`.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Proves, id by id, that every event that was stored is in the table, in the archive, in a dead"
          + " letter of the archiver, or erased.",
      "Reads the tables of event ids and of events in full, by parallel and consistent scans: a read"
          + " unit for each 4 KB. Half of the heap is for ids, 56 bytes each: a million ids of the"
          + " dates need 112 MB of heap (SLUICE_HEAP=4g).",
      "Claims expire some weeks after their events: of older dates the archive is only counted."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every event is accounted for",
      "1:events are missing, or erased ones were found; or AWS refuses",
      "2:options that will not do",
      "3:cannot be judged yet: the archiver or an erasure is still on its way; --wait waits"
    },
    footer = {
      "",
      "Examples: what a job does every hour; then one date, until the archiver is past it",
      "  verify --wait 15m",
      "  verify --date 2026-03-05 --wait 1h --format json"
    })
final class VerifyCommand implements Callable<Integer> {
  private static final int SEGMENTS = 8;
  private static final Duration POLL = Duration.ofSeconds(2);

  private final Clock clock = Clock.systemUTC();

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      converter = DateOption.class,
      description = "Only events of this UTC date: 2026-03-05. Default: all dates.")
  private @Nullable LocalDate date;

  @Option(names = "--from", paramLabel = "DATE", description = "Events of this UTC date and later.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Events of this UTC date and earlier.")
  private @Nullable LocalDate to;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description =
          "How long to wait for the archiver to get past the scan of the events: 15m."
              + " Default: not at all.")
  private Duration wait = Duration.ZERO;

  @Option(
      names = "--margin",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description =
          "How long a change may take from the table to its stream, differences between clocks"
              + " included. Default: 1m.")
  private Duration margin = Duration.ofMinutes(1);

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, or json: an object a line, the last is the total. Default: table.")
  private Format format = Format.TABLE;

  @Option(
      names = "--no-metric",
      description =
          "Does not publish the difference to CloudWatch, as " + DifferenceMetric.NAME + ".")
  private boolean noMetric;

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description =
          "Takes the files of the largest date. Default: the directory for temporary files.")
  private Path workDirectory = Path.of(System.getProperty("java.io.tmpdir"));

  @Mixin private BucketOptions bucket = new BucketOptions();

  /// How the result is printed.
  enum Format {
    TABLE,
    JSON
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    Reconciliation.Settings settings;
    try {
      settings =
          new Reconciliation.Settings(
              dates(),
              margin,
              wait,
              POLL,
              Reconciliation.Settings.idsInHeap(Runtime.getRuntime().maxMemory()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    return bucket.connected(err, archive -> verify(archive, settings, out, err));
  }

  private DateRange dates() {
    if (date != null && (from != null || to != null)) {
      throw new IllegalArgumentException(
          "--date " + date + " excludes --from and --to; give the one or the other");
    }
    if (date != null) {
      return new DateRange(date, date);
    }
    return new DateRange(from == null ? LocalDate.MIN : from, to == null ? LocalDate.MAX : to);
  }

  private int verify(
      ArchiveBucket archive, Reconciliation.Settings settings, PrintWriter out, PrintWriter err)
      throws IOException, InterruptedException {
    VerifyScreen screen = new VerifyScreen(err);
    Tables tables = new Tables(bucket.prefix());
    try (VerifyConnection aws = VerifyConnection.open(tables, SEGMENTS)) {
      Reconciliation.Sources sources =
          new Reconciliation.Sources(
              aws.claims(),
              aws.present(),
              new ArchiveReader(archive, workDirectory, DuckDb.Limits.DEFAULT),
              new LetterReader(archive, workDirectory),
              aws.reach());
      Report report = new Reconciliation(sources, settings, clock).run(screen::stage);
      screen.finish();
      switch (format) {
        case TABLE -> ReportText.print(report, out);
        case JSON -> ReportJson.print(report, out);
      }
      publish(report, err);
      return report.verdict().exitCode();
    } catch (TooManyIdsException e) {
      err.println(e.getMessage());
      return 1;
    } catch (RuntimeException e) {
      Optional<String> explained = VerifyConnection.explain(e, tables);
      err.println(explained.orElseThrow(() -> e));
      return 1;
    }
  }

  /// What is not known yet is no difference, and no proof that there is none.
  private void publish(Report report, PrintWriter err) {
    if (!noMetric && report.verdict() != Report.Verdict.UNDECIDED) {
      DifferenceMetric.publish(report.findings().total().difference(), clock.instant())
          .ifPresent(why ->
              err.println(
                  "warning: "
                      + DifferenceMetric.NAME
                      + " was not published, --no-metric leaves it out: "
                      + why));
    }
    err.flush();
  }
}
