package dev.sluice.archiver.verify;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.Partition;
import dev.sluice.archiver.lake.Download;
import dev.sluice.archiver.lake.DuckDb;
import dev.sluice.archiver.lake.EventIds;
import dev.sluice.archiver.lake.FileCache;
import dev.sluice.archiver.lake.LakeFiles;
import dev.sluice.archiver.lake.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The ids of the archive, by the current files of its manifests. The files of one date lie on the
/// local disk while it is read.
///
/// @param work where they lie
public record ArchiveReader(ArchiveBucket bucket, Path work, DuckDb.Limits limits)
    implements ArchivedEvents {

  @Override
  public void read(DateRange dates, Sink sink, Progress rows)
      throws IOException, InterruptedException {
    for (LocalDate date :
        new Manifests(bucket)
            .partitions().stream()
                .map(Partition::eventDate)
                .filter(dates::contains)
                .collect(Collectors.toCollection(TreeSet::new))) {
      try (WorkDirectory directory = WorkDirectory.below(work)) {
        read(date, directory, sink, rows);
      }
    }
  }

  private void read(LocalDate date, WorkDirectory directory, Sink sink, Progress rows)
      throws IOException, InterruptedException {
    FileCache files = new FileCache(directory.path("files"), Clock.systemUTC());
    Download download = new Download(bucket, files, Long.MAX_VALUE, (bytes, total) -> {});
    LakeFiles current = download.fetch(partition -> partition.eventDate().equals(date));
    try (DuckDb duckDb = DuckDb.open(directory.path("spill"), limits)) {
      for (Map.Entry<Partition, List<Path>> one : current.byPartition().entrySet()) {
        Place place = new Place(one.getKey().eventDate(), one.getKey().eventType());
        for (Path file : one.getValue()) {
          rows.more(EventIds.read(duckDb, file, id -> sink.archived(id, place)));
        }
      }
    }
  }
}
