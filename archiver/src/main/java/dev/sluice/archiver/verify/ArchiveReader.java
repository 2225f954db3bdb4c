package dev.sluice.archiver.verify;

import dev.sluice.archiver.catalog.ArchiveBucket;
import dev.sluice.archiver.catalog.Manifests;
import dev.sluice.archiver.lake.DuckDb;
import dev.sluice.archiver.lake.EventIds;
import dev.sluice.archiver.lake.WorkDirectory;
import dev.sluice.archiver.row.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The ids of the archive, by the current files of its manifests. A partition's files lie on the
/// local disk while it is read.
///
/// @param work where they lie
public record ArchiveReader(ArchiveBucket bucket, Path work, DuckDb.Limits limits)
    implements ArchivedEvents {
  /// A file that is current no more may be gone; each attempt fails only because a compaction or an
  /// erasure succeeded.
  private static final int MOST_ATTEMPTS = 100;

  @Override
  public void read(DateRange dates, Sink sink, Progress rows) throws IOException {
    Manifests manifests = new Manifests(bucket);
    for (Partition partition : manifests.partitions()) {
      if (dates.contains(partition.eventDate())) {
        read(manifests, partition, sink, rows);
      }
    }
  }

  private void read(Manifests manifests, Partition partition, Sink sink, Progress rows)
      throws IOException {
    Place place = new Place(partition.eventDate(), partition.eventType());
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try (WorkDirectory directory = WorkDirectory.below(work)) {
        Optional<List<Path>> files =
            downloaded(List.copyOf(manifests.current(partition)), directory);
        if (files.isPresent()) {
          read(files.get(), directory, place, sink, rows);
          return;
        }
      }
    }
    throw new IOException(
        "the current files of "
            + partition.path()
            + " were gone "
            + MOST_ATTEMPTS
            + " times; the manifest "
            + Manifests.ROOT
            + partition.path()
            + "/files.txt names objects that are not there");
  }

  /// Empty if one is gone: the list has to be read anew.
  private Optional<List<Path>> downloaded(List<String> keys, WorkDirectory directory) {
    List<Path> files = new ArrayList<>();
    for (String key : keys) {
      Path file = directory.path(files.size() + ".parquet");
      if (!bucket.download(key, file)) {
        return Optional.empty();
      }
      files.add(file);
    }
    return Optional.of(files);
  }

  private void read(
      List<Path> files, WorkDirectory directory, Place place, Sink sink, Progress rows)
      throws IOException {
    for (Path file : files) {
      try (DuckDb duckDb = DuckDb.open(directory.path("temporary"), limits)) {
        rows.more(EventIds.read(duckDb, file, id -> sink.archived(id, place)));
      }
      Files.delete(file);
    }
  }
}
