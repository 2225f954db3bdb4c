package dev.sluice.archiver.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/// When a shard seals what it has spooled and commits it: at whichever of these comes first.
///
/// @param fileBytes that the files of an epoch will have together, estimated from what is spooled
/// @param age since the first row of the epoch came; at least PT1S
/// @param partitions a date and type each; more at once make an epoch of many small files
/// @param overdueAfter age of the oldest removal that is not archived yet beyond which the archive
///   counts as overdue; at least the age of an epoch
@ConfigurationProperties("sluice.archiver.epochs")
public record EpochOptions(long fileBytes, Duration age, int partitions, Duration overdueAfter) {
  private static final long LEAST_BYTES = 1 << 16;
  private static final long MOST_BYTES = 4L << 30;
  private static final int MOST_PARTITIONS = 10_000;
  private static final Duration LEAST_AGE = Duration.ofSeconds(1);
  private static final Duration GREATEST_AGE = Duration.ofDays(1);

  public EpochOptions {
    if (fileBytes < LEAST_BYTES || fileBytes > MOST_BYTES) {
      throw wrong("file-bytes", fileBytes, "in " + LEAST_BYTES + ".." + MOST_BYTES);
    }
    if (age.compareTo(LEAST_AGE) < 0 || age.compareTo(GREATEST_AGE) > 0) {
      throw wrong("age", age, "from " + LEAST_AGE + " to " + GREATEST_AGE);
    }
    if (partitions < 1 || partitions > MOST_PARTITIONS) {
      throw wrong("partitions", partitions, "in 1.." + MOST_PARTITIONS);
    }
    if (overdueAfter.compareTo(age) < 0) {
      throw wrong("overdue-after", overdueAfter, "at least the age of an epoch, " + age);
    }
  }

  private static IllegalArgumentException wrong(String name, Object value, String accepted) {
    return new IllegalArgumentException(
        "sluice.archiver.epochs.%s %s is not %s".formatted(name, value, accepted));
  }
}
