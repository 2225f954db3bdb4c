package dev.sluice.archiver.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a spool file in their order: sorted in memory if they fit, else in runs on disk that
/// are merged. The order is the same either way.
final class SortedRows implements AutoCloseable {
  /// What a merge holds in memory of each run.
  private static final int RUN_BLOCK_BYTES = 128 << 10;

  /// A row's place in the sort, beside its bytes.
  private static final int ROW_OVERHEAD = 32;

  private final Path scratch;
  private final int sortBytes;
  private final List<BlockFile> runs = new ArrayList<>();
  private final RowSource rows;
  private final Counts counts;

  /// @param scratch what the paths of runs start with
  SortedRows(BlockFile file, Path scratch, int sortBytes) throws IOException {
    this.scratch = scratch;
    this.sortBytes = sortBytes;
    try (SpooledRows unsorted = new SpooledRows(file)) {
      SortedRun last = spillAllButTheLast(unsorted);
      if (runs.isEmpty()) {
        counts = count(last.again());
        rows = last;
      } else {
        spill(last);
        counts = count(new MergedRuns(runs));
        rows = new MergedRuns(runs);
      }
    }
  }

  /// What a filter is sized by, before the first row is written: exact, so that neither the runs
  /// nor repeated rows show in the file.
  ///
  /// @param rows that differ
  /// @param devices that differ
  record Counts(long rows, long devices) {}

  private static Counts count(RowSource sorted) throws IOException {
    try (sorted) {
      long rows = 0;
      long devices = 0;
      RowBytes previous = null;
      for (RowBytes row = sorted.next(); row != null; row = sorted.next()) {
        rows += previous != null && row.equals(previous) ? 0 : 1;
        devices += previous != null && row.hasDeviceOf(previous) ? 0 : 1;
        previous = row;
      }
      return new Counts(rows, devices);
    }
  }

  Counts counts() {
    return counts;
  }

  @Nullable RowBytes next() throws IOException {
    return rows.next();
  }

  private SortedRun spillAllButTheLast(SpooledRows unsorted) throws IOException {
    List<RowBytes> run = new ArrayList<>();
    long bytes = 0;
    for (RowBytes row = unsorted.next(); row != null; row = unsorted.next()) {
      long size = row.length() + ROW_OVERHEAD;
      if (bytes + size > sortBytes && !run.isEmpty()) {
        spill(SortedRun.of(run));
        run.clear();
        bytes = 0;
      }
      run.add(row);
      bytes += size;
    }
    return SortedRun.of(run);
  }

  private void spill(SortedRun run) throws IOException {
    Path path = scratch.resolveSibling(scratch.getFileName() + "." + runs.size());
    // of an earlier attempt
    Files.deleteIfExists(path);
    BlockFile file = new BlockFile(path);
    runs.add(file);
    RowBuffer block = new RowBuffer();
    for (RowBytes row = run.next(); row != null; row = run.next()) {
      block.append(row);
      if (block.length() >= RUN_BLOCK_BYTES) {
        file.append(block.rows());
        block.clear();
      }
    }
    if (block.length() > 0) {
      file.append(block.rows());
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
    for (BlockFile run : runs) {
      Files.deleteIfExists(run.path());
    }
  }
}
