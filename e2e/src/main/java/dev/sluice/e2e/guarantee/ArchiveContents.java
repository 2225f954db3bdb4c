package dev.sluice.e2e.guarantee;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Partition;
import dev.sluice.archiver.s3.BucketConnection;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Every row of the archive's current files, as anybody's DuckDB reads them: without a line of the
/// archiver's own reader, which would leave repeats out.
final class ArchiveContents {
  private static final String ROWS =
      """
      SELECT filename, event_id::UUID, device_id, event_type, event_subtype, epoch_ms(event_time),
        epoch_ms(received_time), payload::VARCHAR, source, position, epoch_ms(expired_time)
      FROM read_parquet('%s/**/*.parquet', hive_partitioning = true, hive_types_autocast = false,
        filename = true)
      """;

  private ArchiveContents() {}

  /// @param reader is given the key of the file, and a row of it
  static void read(BiConsumer<String, ArchiveRow> reader) {
    try {
      Path copies = Files.createTempDirectory("sluice-archived");
      try {
        if (download(copies)) {
          query(copies, reader);
        }
      } finally {
        delete(copies);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB cannot read the archive", e);
    }
  }

  /// @return whether there is any file; one that a manifest names and that is gone counts as none
  private static boolean download(Path copies) throws IOException {
    boolean any = false;
    try (BucketConnection connection = BucketConnection.open(Resources.BUCKET)) {
      ArchiveBucket bucket = connection.bucket();
      Manifests manifests = new Manifests(bucket);
      for (Partition partition : manifests.partitions()) {
        for (String key : manifests.current(partition)) {
          Path copy = copies.resolve(key);
          Files.createDirectories(copy.getParent());
          any |= bucket.download(key, copy);
        }
      }
    }
    return any;
  }

  private static void query(Path copies, BiConsumer<String, ArchiveRow> reader)
      throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement();
        ResultSet rows = statement.executeQuery(ROWS.formatted(copies))) {
      while (rows.next()) {
        Path file = copies.relativize(Path.of(rows.getString(1)));
        reader.accept(file.toString(), row(rows));
      }
    }
  }

  private static ArchiveRow row(ResultSet rows) throws SQLException {
    Event event =
        new Event(
            rows.getObject(2, UUID.class),
            rows.getString(3),
            rows.getString(4),
            rows.getString(5),
            Instant.ofEpochMilli(rows.getLong(6)),
            Instant.ofEpochMilli(rows.getLong(7)),
            rows.getString(8),
            Source.of(rows.getString(9)));
    return new ArchiveRow(event, rows.getString(10), Instant.ofEpochMilli(rows.getLong(11)));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
