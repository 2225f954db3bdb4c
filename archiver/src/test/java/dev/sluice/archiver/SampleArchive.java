package dev.sluice.archiver;

import dev.sluice.archive.catalog.InMemoryArchiveBucket;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The 9,995 bundled readings as an archive in a directory: replayed at their own pace from
/// 2026-11-02, expired a week later, archived in two epochs, the first hundred in both.
public final class SampleArchive {
  private SampleArchive() {}

  public static void write(Path directory) throws IOException {
    List<ArchiveRow> rows = SampleReadings.rows();
    List<String> keys = new ArrayList<>(ArchiveFiles.seal(directory, 1, rows.subList(0, 5_000)));
    List<ArchiveRow> second = new ArrayList<>(rows.subList(5_000, rows.size()));
    second.addAll(rows.subList(0, 100));
    keys.addAll(ArchiveFiles.seal(directory, 2, second));
    list(directory, keys);
  }

  /// Writes the manifests of files that lie there.
  public static void list(Path directory, List<String> keys) throws IOException {
    InMemoryArchiveBucket bucket = new InMemoryArchiveBucket();
    Manifests manifests = new Manifests(bucket);
    for (String key : keys) {
      String folder = key.substring("events/".length(), key.lastIndexOf('/'));
      manifests.add(Partition.parse(folder).orElseThrow(), List.of(key));
    }
    for (var object : bucket.list("manifests/")) {
      Path file = directory.resolve(object.key());
      Files.createDirectories(file.getParent());
      Files.write(file, bucket.content(object.key()).orElseThrow());
    }
  }
}
