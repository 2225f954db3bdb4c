package dev.sluice.e2e;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;

/// What has become of expired events so far.
///
/// @param expired items of events that time to live has removed
/// @param archived rows in files of the archive
/// @param rejected changes that could not be archived, kept as dead letters
/// @param leftOut because their device was erased, or their change had come twice
/// @param files that were written
public record ArchiveTally(long expired, long archived, long rejected, long leftOut, long files) {

  static ArchiveTally of(long expired, MeterRegistry archiver) {
    return new ArchiveTally(
        expired,
        changes(archiver, "archived"),
        changes(archiver, "rejected"),
        changes(archiver, "erased") + changes(archiver, "repeated"),
        count(archiver.find("sluice.archive.files")));
  }

  private static long changes(MeterRegistry archiver, String outcome) {
    return count(archiver.find("sluice.archive.changes").tag("outcome", outcome));
  }

  private static long count(Search counters) {
    return (long) counters.counters().stream().mapToDouble(counter -> counter.count()).sum();
  }

  /// Whether the end of every expired event is known.
  public boolean isComplete() {
    return archived + rejected + leftOut >= expired;
  }
}
