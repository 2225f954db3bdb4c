package dev.sluice.archiver.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Several sorted sources as one. Holds a block of each in memory.
final class MergedRuns implements RowSource {
  private record Head(RowBytes row, RowSource run) {}

  private final List<RowSource> runs = new ArrayList<>();
  private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::row));

  MergedRuns(List<BlockFile> files) throws IOException {
    try {
      for (BlockFile file : files) {
        RowSource run = new SpooledRows(file);
        runs.add(run);
        advance(run);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void advance(RowSource run) throws IOException {
    RowBytes row = run.next();
    if (row != null) {
      heads.add(new Head(row, run));
    }
  }

  @Override
  public @Nullable RowBytes next() throws IOException {
    Head least = heads.poll();
    if (least == null) {
      return null;
    }
    advance(least.run());
    return least.row();
  }

  @Override
  public void close() throws IOException {
    for (RowSource run : runs) {
      run.close();
    }
  }
}
