package dev.sluice.archiver.spool;

import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.parquet.ParquetRowWriter;
import dev.sluice.archive.row.ArchiveFile;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Epoch;
import dev.sluice.archive.row.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Writes one partition's rows, sorted, as files of at most so many rows. A row stays in the part
/// that it has among all rows, whatever is kept of the others: a part that somebody has rewritten
/// meanwhile stands for the same rows.
///
/// @param keep the rows that are written; a part without any is left out
/// @param files where finished ones are added
record PartitionSealing(
    Partition partition,
    Epoch epoch,
    FileLayout layout,
    Predicate<ArchiveRow> keep,
    List<SealedFile> files) {

  /// @return how many rows were left out as repeats of others
  long seal(OpenPartition spooled, int sortBytes) throws IOException {
    long repeated = 0;
    try (SortedRows sorted = new SortedRows(spooled.file(), spooled.sortScratch(), sortBytes)) {
      Distinct rows = new Distinct(sorted, spooled.codec());
      for (int part = 0; rows.hasNext(); part++) {
        writePart(part, rows, spooled, sorted.counts());
      }
      repeated = rows.repeated;
      if (rows.read != spooled.rows()) {
        throw new CorruptSpoolException(
            spooled.file().path(),
            "has " + rows.read + " rows, not the " + spooled.rows() + " that were written");
      }
    }
    return repeated;
  }

  private void writePart(int part, Distinct rows, OpenPartition spooled, SortedRows.Counts counts)
      throws IOException {
    ArchiveFile file = new ArchiveFile(partition, epoch, part);
    Path path = spooled.sealedPath(part);
    long left = counts.rows() - (long) part * layout.rowsPerFile();
    ParquetRowWriter.Expected expected =
        new ParquetRowWriter.Expected(Math.min(left, layout.rowsPerFile()), counts.devices());
    int written = 0;
    ParquetRowWriter writer = null;
    try {
      for (int i = 0; i < layout.rowsPerFile() && rows.hasNext(); i++) {
        ArchiveRow row = rows.next();
        if (keep.test(row)) {
          writer = writer == null ? ParquetRowWriter.create(path, layout, expected) : writer;
          writer.write(row);
          written++;
        }
      }
    } finally {
      if (writer != null) {
        writer.close();
      }
    }
    if (written > 0) {
      files.add(new SealedFile(file, path, written, Files.size(path)));
    }
  }

  /// Equal rows are neighbours; one of them stays.
  private static final class Distinct {
    private final SortedRows sorted;
    private final RowCodec codec;
    private @Nullable RowBytes following;
    private long read;
    private long repeated;

    private Distinct(SortedRows sorted, RowCodec codec) throws IOException {
      this.sorted = sorted;
      this.codec = codec;
      advance();
    }

    boolean hasNext() {
      return following != null;
    }

    ArchiveRow next() throws IOException {
      RowBytes row = following;
      if (row == null) {
        throw new IllegalStateException("next after the last row");
      }
      advance();
      while (following != null && following.equals(row)) {
        repeated++;
        advance();
      }
      return codec.read(row);
    }

    private void advance() throws IOException {
      following = sorted.next();
      read += following == null ? 0 : 1;
    }
  }
}
