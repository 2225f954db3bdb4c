package dev.sluice.archiver.commit;

import java.time.Duration;

/// When an epoch is sealed: whichever comes first.
///
/// @param fileBytes of all files of the epoch, as estimated from the last epoch's compression
/// @param age since its first record came to us
/// @param partitions open at once; more are an explosion, and the epoch is sealed early
public record SealRule(long fileBytes, Duration age, int partitions) {
  /// What the names of partitions may take in the item of the lease.
  static final int STATE_BYTES = 160 << 10;

  /// Of refused records, kept in memory until the epoch is sealed.
  static final int LETTER_BYTES = 4 << 20;

  public SealRule {
    if (fileBytes < 1) {
      throw new IllegalArgumentException("file bytes " + fileBytes + " is not at least 1");
    }
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException("age " + age + " is not above zero; 5 minutes is PT5M");
    }
    if (partitions < 1 || partitions > 1_000) {
      throw new IllegalArgumentException("partitions " + partitions + " is not in 1..1000");
    }
  }

  /// Why an epoch was sealed. The name in lower case is the tag of metrics.
  public enum Reason {
    SIZE,
    AGE,
    /// Too many partitions, or names too long for the item of the lease.
    PARTITIONS,
    /// Too many refused records.
    REFUSED,
    /// It had been announced by an earlier owner.
    RECOVERY,
    SHARD_END
  }
}
