package dev.sluice.archiver.erase;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.ArchiveBucket.Entry;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.ArchiveFile;
import dev.sluice.archive.row.Partition;
import dev.sluice.archiver.erase.Removed.Kind;
import dev.sluice.archiver.lake.DuckDb;
import dev.sluice.archiver.lake.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Rewrites the archive's files that hold rows of a device without them, each by itself, and
/// deletes what they were in.
///
/// Then it looks at the objects that are not current: what was replaced and not deleted yet goes if
/// it holds such rows, and so does what an attempt left that never came to be current. One that is
/// young may belong to an attempt that goes on; it is told, and left.
public final class ArchiveErasure implements Step {
  /// No attempt to make a file current takes as long.
  private static final Duration YOUNG = Duration.ofHours(1);

  private static final String SUFFIX = ".parquet";

  private final ArchiveBucket bucket;
  private final Manifests manifests;
  private final Path workDirectory;
  private final Clock clock;

  /// @param workDirectory takes a copy of one file at a time, twice its size
  public ArchiveErasure(ArchiveBucket bucket, Path workDirectory, Clock clock) {
    this.bucket = bucket;
    this.manifests = new Manifests(bucket);
    this.workDirectory = workDirectory;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "the archive";
  }

  @Override
  public List<String> run(Work work) throws IOException {
    try (WorkDirectory directory = WorkDirectory.below(workDirectory);
        DuckDb duckDb = DuckDb.open(directory.path("spill"), DuckDb.Limits.DEFAULT)) {
      FileErasure files = new FileErasure(bucket, duckDb, directory.path(), work.erasure());
      Set<String> current = new HashSet<>();
      for (Partition partition : manifests.partitions()) {
        current.addAll(erase(partition, files, work));
      }
      return eraseStrays(current, files, work);
    }
  }

  /// @return the keys that were current and looked at; after it, none that is current has such rows
  private Set<String> erase(Partition partition, FileErasure files, Work work) throws IOException {
    Set<String> looked = new HashSet<>();
    SortedSet<String> open = manifests.current(partition);
    while (!open.isEmpty()) {
      for (String key : open) {
        looked.add(key);
        tell(partition + " " + key, work);
        long rows = files.rows(key);
        if (rows > 0 && (work.dryRun() || replace(partition, key, files))) {
          work.removed().add(Kind.ARCHIVE_ROWS, rows);
          work.removed().add(Kind.ARCHIVE_FILES, 1);
        }
      }
      // compaction may have been faster, and what it made is current now
      open = new TreeSet<>(manifests.current(partition));
      open.removeAll(looked);
    }
    return looked;
  }

  private boolean replace(Partition partition, String key, FileErasure files) throws IOException {
    List<String> rewritten = files.uploadWithout(partition, key);
    boolean replaced = manifests.replace(partition, List.of(key), rewritten);
    if (replaced || !manifests.current(partition).contains(key)) {
      bucket.delete(List.of(key));
    }
    return replaced;
  }

  private List<String> eraseStrays(Set<String> current, FileErasure files, Work work)
      throws IOException {
    List<String> left = new ArrayList<>();
    for (Entry object : bucket.list(ArchiveFile.ROOT)) {
      Optional<Partition> partition = partitionOf(object.key());
      if (partition.isEmpty() || current.contains(object.key())) {
        continue;
      }
      tell(object.key(), work);
      long rows = files.rows(object.key());
      if (rows > 0 && mayBecomeCurrent(object, partition.get())) {
        left.add(
            "%s holds %d rows and is not current; it was uploaded at %s and may become so. %s"
                .formatted(object.key(), rows, object.modified(), "Run again in an hour"));
      } else if (rows > 0) {
        eraseStray(object.key(), work);
      }
    }
    return left;
  }

  /// What was replaced never does.
  private boolean mayBecomeCurrent(Entry object, Partition partition) {
    return object.modified().isAfter(clock.instant().minus(YOUNG))
            && !manifests.replaced(partition).contains(object.key())
        || manifests.current(partition).contains(object.key());
  }

  private void eraseStray(String key, Work work) {
    if (!work.dryRun()) {
      bucket.delete(List.of(key));
    }
    work.removed().add(Kind.ARCHIVE_FILES, 1);
  }

  private static Optional<Partition> partitionOf(String key) {
    int name = key.lastIndexOf('/');
    return key.endsWith(SUFFIX) && name > ArchiveFile.ROOT.length()
        ? Partition.parse(key.substring(ArchiveFile.ROOT.length(), name))
        : Optional.empty();
  }

  private static void tell(String where, Work work) {
    work.progress()
        .at(
            String.format(
                Locale.ROOT,
                "%,d rows in %,d files, looking at %s",
                work.removed().of(Kind.ARCHIVE_ROWS),
                work.removed().of(Kind.ARCHIVE_FILES),
                where));
  }
}
