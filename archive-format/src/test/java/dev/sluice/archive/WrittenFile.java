package dev.sluice.archive;

import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.parquet.ParquetRowWriter;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.model.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// A file of rows, as the archiver writes one.
public final class WrittenFile {
  private static final Comparator<ArchiveRow> ORDER =
      Comparator.comparing((ArchiveRow row) -> row.event().deviceId())
          .thenComparing(row -> row.event().key().eventKey());

  private WrittenFile() {}

  /// @param rows of one partition, in any order
  public static byte[] bytes(Collection<ArchiveRow> rows, FileLayout layout) {
    List<ArchiveRow> sorted = rows.stream().sorted(ORDER).toList();
    long devices = sorted.stream().map(ArchiveRow::event).map(Event::deviceId).distinct().count();
    try {
      Path file = Files.createTempFile("rows", ".parquet");
      try (ParquetRowWriter writer =
          ParquetRowWriter.create(
              file, layout, new ParquetRowWriter.Expected(sorted.size(), devices))) {
        for (ArchiveRow row : sorted) {
          writer.write(row);
        }
      }
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
