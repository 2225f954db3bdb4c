package dev.sluice.query.archive;

/// What a question has cost so far. One thread at a time.
final class Work {
  private final ArchiveLimits limits;
  private int days;
  private int partitions;
  private int outlines;
  private int files;
  private long payloadBytes;

  Work(ArchiveLimits limits) {
    this.limits = limits;
  }

  /// Whether another day is too much.
  boolean isSpent() {
    return days >= limits.days()
        || partitions >= limits.partitions()
        || outlines >= limits.outlines()
        || isReadingSpent();
  }

  /// Whether reading from another file is too much.
  boolean isReadingSpent() {
    return files >= limits.files() || payloadBytes >= limits.payloadBytes();
  }

  boolean isHopeless() {
    return files >= limits.filesAtOnePlace();
  }

  int outlinesLeft() {
    return Math.max(0, limits.outlines() - outlines);
  }

  void day(int partitionsOfDay) {
    days++;
    partitions += partitionsOfDay;
  }

  void outlines(int fetched) {
    outlines += fetched;
  }

  void file(long bytes) {
    files++;
    payloadBytes += bytes;
  }
}
