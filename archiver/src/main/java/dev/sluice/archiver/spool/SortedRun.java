package dev.sluice.archiver.spool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// As many rows as memory may hold, sorted.
final class SortedRun implements RowSource {
  private final List<RowBytes> sorted;
  private final Iterator<RowBytes> following;

  private SortedRun(List<RowBytes> sorted) {
    this.sorted = sorted;
    this.following = sorted.iterator();
  }

  static SortedRun of(List<RowBytes> unsorted) {
    List<RowBytes> rows = new ArrayList<>(unsorted);
    Collections.sort(rows);
    return new SortedRun(rows);
  }

  /// The same rows from the first one.
  SortedRun again() {
    return new SortedRun(sorted);
  }

  @Override
  public @Nullable RowBytes next() {
    return following.hasNext() ? following.next() : null;
  }

  @Override
  public void close() {}
}
