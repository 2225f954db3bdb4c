package dev.sluice.query.archive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.archive.catalog.FileParts;
import dev.sluice.archive.parquet.FileOutline;
import dev.sluice.archive.parquet.ParquetDeviceReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;

/// Outlines of files, kept as long as there is room: a file never changes. Safe for use by many
/// threads.
final class Outlines {
  /// Of some 15,000 small files at least.
  private static final long MOST_BYTES = 64L << 20;

  private final FileParts parts;
  private final int parallel;
  private final Cache<String, FileOutline> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((String key, FileOutline outline) -> key.length() + outline.bytes())
          .build();

  private record Outlined(String key, FileOutline outline) {}

  Outlines(FileParts parts, int parallel) {
    this.parts = parts;
    this.parallel = parallel;
  }

  /// By key. Where more would have to be fetched than the work has left, some are missing; those
  /// that were fetched are kept for the next question.
  Map<String, FileOutline> of(List<CurrentFile> files, Work work) {
    Map<String, FileOutline> known =
        new HashMap<>(kept.getAllPresent(files.stream().map(CurrentFile::key).toList()));
    List<String> missing =
        files.stream()
            .map(CurrentFile::key)
            .filter(key -> !known.containsKey(key))
            .limit(work.outlinesLeft())
            .toList();
    work.outlines(missing.size());
    missing.stream()
        .gather(Gatherers.mapConcurrent(parallel, this::fetched))
        .forEach(outlined -> known.put(outlined.key(), outlined.outline()));
    return known;
  }

  private Outlined fetched(String key) {
    FileOutline outline = ParquetDeviceReader.outline(parts, key);
    kept.put(key, outline);
    return new Outlined(key, outline);
  }
}
