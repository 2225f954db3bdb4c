package dev.sluice.archiver.compact;

import dev.sluice.archive.row.Partition;

/// Is told how far a compaction is. One thread.
public interface CompactionListener {
  /// How the work on a partition ended.
  enum Outcome {
    /// Its files are in the place of what they were made from.
    MERGED,
    /// Somebody else changed it meanwhile; the next run takes it again.
    OVERTAKEN,
    /// A file is so young that its epoch may not be committed yet; the next run takes it.
    YOUNG
  }

  /// @param bytes of the files that will be read
  void planned(int partitions, long bytes);

  void started(Partition partition, int files, long bytes);

  /// @param rows read of the partition so far
  void read(long rows);

  void finished(Partition partition, Outcome outcome);

  void failed(Partition partition, String why);
}
