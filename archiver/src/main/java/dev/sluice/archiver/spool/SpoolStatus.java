package dev.sluice.archiver.spool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How full a spool is: what decides that an epoch is sealed, and what a gauge shows.
///
/// @param partitions open ones; many at once are a partition explosion
/// @param bytes of the rows as they are spooled, a multiple of what the files will have
/// @param opened when the first row came; null while there is none
/// @param oldestRemoval the earliest expired time of a row; null while there is none
public record SpoolStatus(
    int partitions,
    long rows,
    long bytes,
    @Nullable Instant opened,
    @Nullable Instant oldestRemoval) {
  public static final SpoolStatus EMPTY = new SpoolStatus(0, 0, 0, null, null);

  public boolean isEmpty() {
    return rows == 0;
  }
}
