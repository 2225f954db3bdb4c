package dev.sluice.archiver.compact;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.InMemoryArchiveBucket;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Partition;
import dev.sluice.archiver.ArchiveFiles;
import dev.sluice.archiver.lake.DuckDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An archive in memory, and a reader of it that knows manifests and Parquet but no code of ours:
/// plain DuckDB.
final class MemoryArchive {
  static final Instant NOW = Instant.parse("2027-03-01T00:00:00Z");
  static final FileLayout LAYOUT = new FileLayout(150, 50, 1 << 20, 3);

  final InMemoryArchiveBucket bucket = new InMemoryArchiveBucket();
  final Manifests manifests = new Manifests(bucket);
  private final Path scratch;
  private final Map<Integer, List<String>> idsOfContent = new HashMap<>();

  MemoryArchive(Path scratch) {
    this.scratch = scratch;
  }

  /// As an archiver commits an epoch.
  ///
  /// @return the keys of its files
  List<String> commit(int epoch, List<ArchiveRow> rows) {
    List<String> keys = ArchiveFiles.seal(scratch, epoch, rows);
    for (String key : keys) {
      bucket.upload(key, scratch.resolve(key));
      Partition partition =
          Partition.parse(key.substring("events/".length(), key.lastIndexOf('/'))).orElseThrow();
      manifests.add(partition, List.of(key));
    }
    return keys;
  }

  CompactionCounts compact() {
    return compact(bucket, Duration.ZERO);
  }

  CompactionCounts compact(ArchiveBucket through, Duration grace) {
    try {
      return new Compaction(
              through,
              new Merging(through, LAYOUT, scratch.resolve("work"), DuckDb.Limits.DEFAULT),
              grace,
              () -> NOW,
              new Silence())
          .run(day -> true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Of all current files, sorted, repeats included.
  List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (Partition partition : manifests.partitions()) {
      for (String key : manifests.current(partition)) {
        ids.addAll(idsOf(bucket.content(key).orElseThrow(() -> new AssertionError("no " + key))));
      }
    }
    ids.sort(null);
    return ids;
  }

  private List<String> idsOf(byte[] file) {
    return idsOfContent.computeIfAbsent(
        Arrays.hashCode(file),
        hash -> {
          Path copy = scratch.resolve("copy-" + hash + ".parquet");
          try (var connection = DriverManager.getConnection("jdbc:duckdb:");
              var statement = connection.createStatement()) {
            Files.write(copy, file);
            List<String> ids = new ArrayList<>();
            try (ResultSet rows =
                statement.executeQuery(
                    "SELECT event_id::VARCHAR FROM read_parquet('" + copy + "')")) {
              while (rows.next()) {
                ids.add(rows.getString(1));
              }
            }
            return ids;
          } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /// The names of a partition's current files.
  List<String> names(Partition partition) {
    return manifests.current(partition).stream()
        .map(key -> key.substring(key.lastIndexOf('/') + 1))
        .toList();
  }

  /// Objects below `events/` that no manifest lists.
  List<String> unlisted() {
    List<String> current =
        manifests.partitions().stream()
            .flatMap(partition -> manifests.current(partition).stream())
            .toList();
    return bucket.list("events/").stream()
        .map(ArchiveBucket.Entry::key)
        .filter(key -> !current.contains(key))
        .toList();
  }

  private static final class Silence implements CompactionListener {
    @Override
    public void planned(int partitions, long bytes) {}

    @Override
    public void started(Partition partition, int files, long bytes) {}

    @Override
    public void read(long rows) {}

    @Override
    public void finished(Partition partition, Outcome outcome) {}

    @Override
    public void failed(Partition partition, String why) {}
  }
}
