package dev.sluice.stream.kcl;

import java.time.Duration;

/// How large the reads of one shard are. Kinesis bounds a read by a number of records only, so that
/// number follows the records' sizes; where they grow suddenly, the batch is cut. Pure; one thread
/// at a time.
///
/// @see <a
///   href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas of
///   Kinesis</a>
final class ReadSize {
  private static final long MIB = 1 << 20;

  /// As much as Kinesis gives in one read.
  static final long MOST_BYTES = 10 * MIB;

  /// Before anything is known: records of 10 KB fill a batch of 1 MiB.
  static final int FIRST_RECORDS = 100;

  private final int maxRecords;
  private final int batchBytes;
  private int records;
  private Duration behind = Duration.ofDays(1);

  ReadSize(int maxRecords, int batchBytes) {
    this.maxRecords = maxRecords;
    this.batchBytes = batchBytes;
    this.records = Math.min(FIRST_RECORDS, maxRecords);
  }

  /// How many records the next read should ask for.
  int records() {
    return records;
  }

  /// The most that the next read can bring: a shard takes 1 MiB a second, so near its tip there is
  /// not much.
  ///
  /// @param sinceLastRead since the last that was [#seen]
  long possibleBytes(Duration sinceLastRead) {
    double seconds = behind.plus(sinceLastRead).toMillis() / 1_000.0;
    return (long) Math.min(MOST_BYTES, (2 + seconds) * MIB);
  }

  /// How many records make a batch: as many as fit, and at least one.
  ///
  /// @param sizes of the records that a read brought, in order
  int fitting(int[] sizes) {
    long bytes = 0;
    for (int i = 0; i < sizes.length; i++) {
      bytes += sizes[i];
      if (bytes > batchBytes) {
        return Math.max(1, i);
      }
    }
    return sizes.length;
  }

  /// A read came back.
  ///
  /// @param sizes of its records, before any cut
  /// @param behindLatest how far the end of the batch is behind the tip
  void seen(int[] sizes, Duration behindLatest) {
    behind = behindLatest;
    long bytes = 0;
    for (int size : sizes) {
      bytes += size;
    }
    if (bytes > 0) {
      records = (int) Math.clamp((long) batchBytes * sizes.length / bytes, 1, maxRecords);
    }
  }
}
