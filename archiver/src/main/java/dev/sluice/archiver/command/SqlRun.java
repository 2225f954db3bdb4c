package dev.sluice.archiver.command;

import dev.sluice.archiver.lake.DuckDb;
import dev.sluice.archiver.lake.EventsView;
import dev.sluice.archiver.lake.LakeFiles;
import dev.sluice.archiver.lake.Query;
import dev.sluice.archiver.lake.WorkDirectory;
import dev.sluice.archiver.lake.result.CsvPrinter;
import dev.sluice.archiver.lake.result.JsonPrinter;
import dev.sluice.archiver.lake.result.ResultPrinter;
import dev.sluice.archiver.lake.result.TablePrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Runs a query over files and writes the answer.
///
/// @param out where answers go that no file was named for
record SqlRun(
    String query, OutputOptions output, DuckDb.Limits limits, PrintWriter out, PrintWriter err) {

  /// @return the exit code
  int over(LakeFiles files) throws IOException {
    if (files.isEmpty()) {
      err.println(
          "The archive holds nothing here: no manifest for these dates and types. Events get there"
              + " once they have expired and the archiver has sealed them; see what there is without"
              + " --from, --to and --type.");
    }
    Path target = output.file().map(Path::toAbsolutePath).orElse(null);
    try (WorkDirectory work = WorkDirectory.below(Path.of(System.getProperty("java.io.tmpdir")));
        DuckDb duckDb = DuckDb.open(work.path("spill"), limits)) {
      EventsView.create(duckDb, files);
      if (target == null) {
        duckDb.confine(List.of(files.root().resolve("events")), List.of());
        print(Query.of(duckDb, query), out);
        out.flush();
        return 0;
      }
      Path unfinished = target.resolveSibling(target.getFileName() + ".part");
      duckDb.confine(List.of(files.root().resolve("events")), List.of(unfinished));
      try {
        write(Query.of(duckDb, query), unfinished);
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
      return 0;
    }
  }

  private void write(Query checked, Path file) throws IOException {
    if (output.format() == OutputOptions.Format.PARQUET) {
      checked.writeParquet(file);
    } else {
      try (Writer writer = Files.newBufferedWriter(file)) {
        print(checked, writer);
      }
    }
  }

  private void print(Query checked, Writer writer) throws IOException {
    checked.print(printer(writer));
  }

  private ResultPrinter printer(Writer writer) {
    return switch (output.format()) {
      case TABLE -> new TablePrinter(writer);
      case JSON -> JsonPrinter.array(writer);
      case NDJSON -> JsonPrinter.lines(writer);
      case CSV -> new CsvPrinter(writer);
      case PARQUET -> throw new IllegalStateException("Parquet is written by DuckDB");
    };
  }
}
