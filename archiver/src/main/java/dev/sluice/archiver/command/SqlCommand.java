package dev.sluice.archiver.command;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archiver.lake.Choice;
import dev.sluice.archiver.lake.Download;
import dev.sluice.archiver.lake.DuckDb;
import dev.sluice.archiver.lake.FileCache;
import dev.sluice.archiver.lake.LakeException;
import dev.sluice.archiver.lake.LakeFiles;
import dev.sluice.archiver.lake.LocalDirectory;
import dev.sluice.archiver.lake.TooLargeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `archive sql`. Exits with 0, 1 if the query or the bucket refuses, 2 for options that will not
/// do.
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a query of DuckDB's SQL over the archive: the view events, each event once.",
      "Columns: event_id, device_id, event_subtype, event_time, received_time, expired_time, source,"
          + " payload (JSON), position, event_date, event_type.",
      "Files are copied from S3 to a cache first; give --from, --to and --type for as few as will do."
    },
    footer = {
      "",
      "Examples: what there is; then a value out of the payload, on what `./sluice up` runs",
      "  sql \"select event_date, event_type, count(*) from events group by all order by all\"",
      "  sql --local --from 2026-03-01 --format csv \\",
      "    \"select event_time, payload->>'$.temperature' from events where device_id = 'sensor-7'\""
    })
final class SqlCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "QUERY", description = "One statement that reads, in quotes.")
  private String query = "";

  @Option(
      names = "--from",
      paramLabel = "DATE",
      converter = DateOption.class,
      description = "The first UTC date of events to read: 2026-03-05.")
  private @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      converter = DateOption.class,
      description = "The last date, inclusive.")
  private @Nullable LocalDate to;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      split = ",",
      description = "Only events of this type. May be given several times: any of them.")
  private Set<String> types = Set.of();

  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Reads the archive in this directory, which holds events/ and manifests/, where it is:"
              + " a copy of the bucket, or s3/BUCKET in what `up --data-dir` keeps.")
  private @Nullable Path directory;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Keeps copies of files. Default: ~/.cache/sluice/BUCKET.")
  private @Nullable Path cache;

  @Option(
      names = "--most-download",
      paramLabel = "GIB",
      description = "The most that is copied, and kept. Default: ${DEFAULT-VALUE}.")
  private int mostGibibytes = 10;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description = "What DuckDB may use; the rest goes to disk. Default: ${DEFAULT-VALUE}.")
  private int memory = DuckDb.Limits.DEFAULT.memoryMiB();

  @Mixin private BucketOptions bucket = new BucketOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    SqlRun run;
    Choice choice;
    try {
      output.require();
      if (mostGibibytes < 1) {
        throw new IllegalArgumentException(
            "--most-download " + mostGibibytes + " is not at least 1");
      }
      choice = new Choice(from, to, types);
      run = new SqlRun(query, output, new DuckDb.Limits(memory), out, err);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    Path local = directory;
    if (local == null) {
      return bucket.connected(err, archive -> run.over(download(archive, choice, err)));
    }
    try {
      return run.over(LocalDirectory.read(local, choice));
    } catch (LakeException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private LakeFiles download(ArchiveBucket archive, Choice choice, PrintWriter err)
      throws IOException, InterruptedException {
    Path copies =
        cache == null
            ? Path.of(System.getProperty("user.home"), ".cache", "sluice", bucket.bucket())
            : cache;
    DownloadScreen screen = new DownloadScreen(err);
    try {
      LakeFiles files =
          new Download(
                  archive,
                  new FileCache(copies, Clock.systemUTC()),
                  (long) mostGibibytes << 30,
                  screen)
              .fetch(choice);
      screen.finish();
      return files;
    } catch (TooLargeException e) {
      throw new LakeException(
          "the chosen files are %s, more than the %s of --most-download; narrow them with --from, --to"
                  .formatted(Sizes.text(e.bytes()), Sizes.text(e.mostBytes()))
              + " and --type, raise it, or ask Athena (docs/analysis.md), which copies nothing");
    }
  }
}
