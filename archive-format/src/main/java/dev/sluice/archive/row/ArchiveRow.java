package dev.sluice.archive.row;

import dev.sluice.model.Event;
import dev.sluice.model.Timestamps;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One row of the archive: an event that expired.
///
/// @param position the text of the [dev.sluice.model.Position] that the event was read from
/// @param expiredTime when DynamoDB removed it, whole milliseconds; as the change record says, so a
///   replay sees the same
public record ArchiveRow(Event event, String position, Instant expiredTime) {
  /// The column of [#expiredTime()]. The other columns are named as the attributes of items are.
  public static final String EXPIRED_TIME = "expired_time";

  public ArchiveRow {
    expiredTime = expiredTime.truncatedTo(ChronoUnit.MILLIS);
  }

  public Partition partition() {
    return new Partition(Timestamps.day(event.eventTime()), event.eventType());
  }
}
