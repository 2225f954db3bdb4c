package dev.sluice.archiver.erase;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.Partition;
import dev.sluice.archive.row.RewrittenFile;
import dev.sluice.archive.row.RewrittenFile.Kind;
import dev.sluice.archiver.lake.ArchiveRows;
import dev.sluice.archiver.lake.DeviceRows;
import dev.sluice.archiver.lake.DuckDb;
import dev.sluice.archiver.lake.PartFiles;
import dev.sluice.dynamodb.Erasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Looks for rows of a device in files of the bucket, and writes files anew without them.
record FileErasure(ArchiveBucket bucket, DuckDb duckDb, Path directory, Erasure erasure) {

  /// How many rows of the device an object holds; none if there is no such object.
  long rows(String key) throws IOException {
    Path copy = directory.resolve("looked-at.parquet");
    try {
      return bucket.download(key, copy)
          ? new DeviceRows(erasure.deviceId(), erasure.erasedAt()).in(duckDb, copy)
          : 0;
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /// @return the keys of what was uploaded; none if no row is left, or if there is no such object
  List<String> uploadWithout(Partition partition, String key) throws IOException {
    Path copy = directory.resolve("source.parquet");
    List<String> uploaded = new ArrayList<>();
    try {
      if (!bucket.download(key, copy)) {
        return uploaded;
      }
      for (PartFiles.Written part : written(partition, copy)) {
        String hash = RewrittenFile.hash(List.of(key), erasure.deviceId() + erasure.erasedAt());
        String target = new RewrittenFile(partition, Kind.ERASED, hash, part.part()).path();
        bucket.upload(target, part.path());
        Files.delete(part.path());
        uploaded.add(target);
      }
      return uploaded;
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private List<PartFiles.Written> written(Partition partition, Path source) throws IOException {
    Map<String, Instant> erased = Map.of(erasure.deviceId(), erasure.erasedAt());
    try (ArchiveRows rows = ArchiveRows.open(duckDb, partition, List.of(source), erased)) {
      return new PartFiles(directory, FileLayout.DEFAULT, read -> {}).write(rows);
    }
  }
}
