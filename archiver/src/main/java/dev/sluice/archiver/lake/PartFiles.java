package dev.sluice.archiver.lake;

import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.parquet.ParquetRowWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Writes rows as files of at most so many: the same schema, filters and metadata as those that an
/// epoch makes.
///
/// @param directory where they go, as `part-<n>.parquet`; replaces what is there
/// @param progress told how many rows were read, now and then
public record PartFiles(Path directory, FileLayout layout, LongConsumer progress) {
  private static final int ROWS_BETWEEN_PROGRESS = 10_000;

  /// A finished file.
  public record Written(Path path, int part, long rows, long bytes) {}

  /// @return one for each part, none if there are no rows
  public List<Written> write(ArchiveRows rows) throws IOException {
    List<Written> files = new ArrayList<>();
    for (int part = 0; rows.hasNext(); part++) {
      files.add(writePart(part, rows));
    }
    progress.accept(rows.read());
    return files;
  }

  private Written writePart(int part, ArchiveRows rows) throws IOException {
    Path path = directory.resolve("part-" + part + ".parquet");
    ArchiveRows.Counts counts = rows.counts();
    long left = counts.rows() - (long) part * layout.rowsPerFile();
    ParquetRowWriter.Expected expected =
        new ParquetRowWriter.Expected(Math.min(left, layout.rowsPerFile()), counts.devices());
    int written = 0;
    try (ParquetRowWriter writer = ParquetRowWriter.create(path, layout, expected)) {
      for (; written < layout.rowsPerFile() && rows.hasNext(); written++) {
        writer.write(rows.next());
        if (written % ROWS_BETWEEN_PROGRESS == 0) {
          progress.accept(rows.read());
        }
      }
    }
    return new Written(path, part, written, Files.size(path));
  }
}
