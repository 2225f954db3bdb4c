package dev.sluice.archiver.config;

import dev.sluice.archiver.commit.SealRule;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/// When a shard seals what it has spooled and commits it: at whichever of these comes first.
///
/// @param fileBytes that the files of an epoch have together, estimated from what is spooled
/// @param age since the first record of the epoch came
/// @param partitions of a date and type each; more at once make an epoch of many small files. At
///   most 1000
/// @param overdueAfter age of the oldest removal that is not archived yet beyond which the archive
///   is overdue; at least the age of an epoch
@ConfigurationProperties("sluice.archiver.epochs")
public record EpochOptions(long fileBytes, Duration age, int partitions, Duration overdueAfter) {
  public EpochOptions {
    try {
      new SealRule(fileBytes, age, partitions);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("sluice.archiver.epochs: " + e.getMessage(), e);
    }
    if (overdueAfter.compareTo(age) < 0) {
      throw new IllegalArgumentException(
          "sluice.archiver.epochs.overdue-after %s is not at least the age of an epoch, %s"
              .formatted(overdueAfter, age));
    }
  }

  public SealRule rule() {
    return new SealRule(fileBytes, age, partitions);
  }
}
