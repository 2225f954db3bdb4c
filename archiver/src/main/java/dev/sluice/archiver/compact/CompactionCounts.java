package dev.sluice.archiver.compact;

/// What a compaction did.
///
/// @param partitions that were merged
/// @param repeated rows left out since their event was there already
/// @param deleted objects that had been replaced, or were left by attempts that came to nothing
/// @param waiting partitions that the next run takes: young or overtaken
public record CompactionCounts(
    int partitions,
    int filesBefore,
    int filesAfter,
    long bytesBefore,
    long bytesAfter,
    long rows,
    long repeated,
    int deleted,
    int waiting,
    int failed) {
  static final CompactionCounts NONE = new CompactionCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  CompactionCounts plus(CompactionCounts other) {
    return new CompactionCounts(
        partitions + other.partitions,
        filesBefore + other.filesBefore,
        filesAfter + other.filesAfter,
        bytesBefore + other.bytesBefore,
        bytesAfter + other.bytesAfter,
        rows + other.rows,
        repeated + other.repeated,
        deleted + other.deleted,
        waiting + other.waiting,
        failed + other.failed);
  }

  static CompactionCounts ofDeleted(int objects) {
    return new CompactionCounts(0, 0, 0, 0, 0, 0, 0, objects, 0, 0);
  }

  static CompactionCounts ofWaiting() {
    return new CompactionCounts(0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
  }

  static CompactionCounts ofFailed() {
    return new CompactionCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
  }
}
