package dev.sluice.archiver.compact;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.parquet.ArchiveSchema;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.RewrittenFile;
import dev.sluice.archive.row.RewrittenFile.Kind;
import dev.sluice.archiver.lake.ArchiveRows;
import dev.sluice.archiver.lake.DuckDb;
import dev.sluice.archiver.lake.LakeException;
import dev.sluice.archiver.lake.PartFiles;
import dev.sluice.archiver.lake.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/// Makes the merged files of a partition and swaps them in. Its disk holds one partition at a time,
/// twice, and what DuckDB spills.
///
/// @param directory for work that may be thrown away at any time; of this run alone
public record Merging(
    ArchiveBucket bucket, FileLayout layout, Path directory, DuckDb.Limits limits) {

  /// @return one partition, or one waiting if somebody else was faster
  CompactionCounts merge(Merge merge, Manifests manifests, LongConsumer progress)
      throws IOException {
    try (WorkDirectory work = WorkDirectory.below(directory)) {
      List<Path> sources = download(merge, work);
      String hash = RewrittenFile.hash(merge.keys(), ArchiveSchema.VERSION + " " + layout);
      try (DuckDb duckDb = DuckDb.open(work.path("spill"), limits);
          ArchiveRows rows = ArchiveRows.open(duckDb, merge.partition(), sources, Map.of())) {
        List<PartFiles.Written> parts = new PartFiles(work.path(), layout, progress).write(rows);
        requireAll(rows, parts);
        List<String> keys = upload(merge, hash, parts);
        return manifests.replace(merge.partition(), merge.keys(), keys)
            ? counts(merge, rows, parts)
            : CompactionCounts.ofWaiting();
      }
    }
  }

  private List<Path> download(Merge merge, WorkDirectory work) {
    List<Path> files = new ArrayList<>();
    for (String key : merge.keys()) {
      Path file = work.path("source-" + files.size() + ".parquet");
      if (!bucket.download(key, file)) {
        throw new MissingFileException(key);
      }
      files.add(file);
    }
    return files;
  }

  /// Nothing is replaced by less than it was.
  private static void requireAll(ArchiveRows rows, List<PartFiles.Written> parts) {
    long written = parts.stream().mapToLong(PartFiles.Written::rows).sum();
    if (rows.read() != rows.counts().rows() || written + rows.repeated() != rows.read()) {
      throw new LakeException(
          "of %d rows, %d were read, %d were repeats and %d were written; nothing was replaced"
              .formatted(rows.counts().rows(), rows.read(), rows.repeated(), written));
    }
  }

  private List<String> upload(Merge merge, String hash, List<PartFiles.Written> parts) {
    List<String> keys = new ArrayList<>();
    for (PartFiles.Written part : parts) {
      String key = new RewrittenFile(merge.partition(), Kind.COMPACTED, hash, part.part()).path();
      bucket.upload(key, part.path());
      keys.add(key);
    }
    return keys;
  }

  private static CompactionCounts counts(
      Merge merge, ArchiveRows rows, List<PartFiles.Written> parts) {
    return new CompactionCounts(
        1,
        merge.sources().size(),
        parts.size(),
        merge.bytes(),
        parts.stream().mapToLong(PartFiles.Written::bytes).sum(),
        rows.read() - rows.repeated(),
        rows.repeated(),
        0,
        0,
        0);
  }
}
