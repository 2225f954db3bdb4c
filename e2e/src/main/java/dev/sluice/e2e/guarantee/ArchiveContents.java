package dev.sluice.e2e.guarantee;

import dev.sluice.archiver.catalog.ArchiveBucket;
import dev.sluice.archiver.catalog.Manifests;
import dev.sluice.archiver.lake.ArchiveRows;
import dev.sluice.archiver.lake.DuckDb;
import dev.sluice.archiver.lake.WorkDirectory;
import dev.sluice.archiver.row.ArchiveRow;
import dev.sluice.archiver.row.Partition;
import dev.sluice.archiver.s3.BucketConnection;
import dev.sluice.e2e.aws.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Every row of the archive's current files, read by DuckDB.
final class ArchiveContents {
  private ArchiveContents() {}

  /// @param reader is given the key of the file, and a row of it
  static void read(BiConsumer<String, ArchiveRow> reader) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (BucketConnection connection = BucketConnection.open(Resources.BUCKET);
        WorkDirectory work = WorkDirectory.below(temporary);
        DuckDb duckDb = DuckDb.open(work.path("spill"), DuckDb.Limits.DEFAULT)) {
      ArchiveBucket bucket = connection.bucket();
      Manifests manifests = new Manifests(bucket);
      for (Partition partition : manifests.partitions()) {
        for (String key : manifests.current(partition)) {
          Path copy = work.path("copy.parquet");
          if (bucket.download(key, copy)) {
            read(duckDb, partition, copy, row -> reader.accept(key, row));
            Files.delete(copy);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(
      DuckDb duckDb, Partition partition, Path file, Consumer<ArchiveRow> reader) {
    try (ArchiveRows rows = ArchiveRows.open(duckDb, partition, List.of(file), Map.of())) {
      while (rows.hasNext()) {
        reader.accept(rows.next());
      }
    }
  }
}
