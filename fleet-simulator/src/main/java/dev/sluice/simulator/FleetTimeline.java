package dev.sluice.simulator;

import dev.sluice.simulator.pace.Schedule;
import java.time.Instant;
import java.util.OptionalLong;

/// A fleet that sends by a schedule, until a number of sends or a length of time is reached.
public final class FleetTimeline implements Timeline {
  private final Fleet fleet;
  private final Schedule.Cursor cursor;
  private final Limit limit;
  private long taken;
  private long nextOffset;

  /// Where the sending ends, whichever comes first.
  public record Limit(long sends, long nanos) {
    public static final Limit NONE = new Limit(Long.MAX_VALUE, Long.MAX_VALUE);

    public Limit {
      if (sends < 0 || nanos < 0) {
        throw new IllegalArgumentException(
            "limit of " + sends + " sends or " + nanos + " ns is below zero");
      }
    }
  }

  public FleetTimeline(Fleet fleet, Schedule schedule, Limit limit) {
    this.fleet = fleet;
    this.cursor = schedule.cursor();
    this.limit = limit;
    this.nextOffset = cursor.nextOffsetNanos();
  }

  @Override
  public OptionalLong nextOffsetNanos() {
    return taken < limit.sends() && nextOffset < limit.nanos()
        ? OptionalLong.of(nextOffset)
        : OptionalLong.empty();
  }

  @Override
  public SentEvent take(Instant due) {
    taken++;
    nextOffset = cursor.nextOffsetNanos();
    return fleet.next(due);
  }
}
