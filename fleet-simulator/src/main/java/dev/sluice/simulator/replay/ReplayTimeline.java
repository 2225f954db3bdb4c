package dev.sluice.simulator.replay;

import dev.sluice.simulator.EventIdentity;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.SendKind;
import dev.sluice.simulator.SentEvent;
import dev.sluice.simulator.Timeline;
import dev.sluice.simulator.pace.Schedule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Recorded readings as adapter events of type `sensor_reading`, in the order of the file.
///
/// The event time of the first reading is the start, and each later one lies as far behind it as
/// its sending does: as recorded, a speed's multiple closer, or evenly. So a replay at any speed
/// stays within the times that Sluice accepts, and the same start and spacing give the same events.
/// The data is sent as it was written, to the last digit.
public final class ReplayTimeline implements Timeline {
  private static final String TYPE = "sensor_reading";

  private final Readings readings;
  private final Spacing spacing;
  private final Instant start;
  private final EventIds ids;
  private final @Nullable BigDecimal firstSeconds;
  private final Schedule.@Nullable Cursor cursor;
  private @Nullable Reading next;
  private long nextOffset;
  private long dueOffset;
  private long taken;

  /// @param start event time of the first reading
  public ReplayTimeline(Readings readings, Spacing spacing, Instant start, EventIds ids) {
    this.readings = readings;
    this.spacing = spacing;
    this.start = start.truncatedTo(ChronoUnit.MILLIS);
    this.ids = ids;
    this.cursor =
        spacing instanceof Spacing.Even even ? Schedule.steady(even.perSecond()).cursor() : null;
    this.next = readings.next();
    this.firstSeconds = next == null ? null : next.seconds();
    this.nextOffset = next == null ? 0 : offset(next);
  }

  /// Readings that lie before an earlier one are sent at once after it.
  @Override
  public OptionalLong nextOffsetNanos() {
    return next == null ? OptionalLong.empty() : OptionalLong.of(Math.max(dueOffset, nextOffset));
  }

  @Override
  public SentEvent take(Instant due) {
    Reading reading = next;
    if (reading == null) {
      throw new IllegalStateException("the recording is over after " + taken + " readings");
    }
    SentEvent event = event(reading, start.plusNanos(nextOffset));
    taken++;
    dueOffset = Math.max(dueOffset, nextOffset);
    next = readings.next();
    nextOffset = next == null ? 0 : offset(next);
    return event;
  }

  private long offset(Reading reading) {
    if (cursor != null) {
      return cursor.nextOffsetNanos();
    }
    BigDecimal first = firstSeconds == null ? reading.seconds() : firstSeconds;
    double speed = spacing instanceof Spacing.Recorded recorded ? recorded.speed() : 1;
    return reading
        .seconds()
        .subtract(first)
        .movePointRight(9)
        .divide(BigDecimal.valueOf(speed), MathContext.DECIMAL128)
        .longValue();
  }

  private SentEvent event(Reading reading, Instant eventTime) {
    EventIdentity event =
        new EventIdentity(ids.of(reading, eventTime), reading.deviceId(), TYPE, null, eventTime);
    StringBuilder text = new StringBuilder(reading.data().length() + 256);
    text.append("{\"id\":\"").append(event.eventId());
    text.append("\",\"event_type\":\"" + TYPE + "\",\"device_id\":\"").append(event.deviceId());
    text.append("\",\"processing_timestamp\":\"").append(EventIdentity.isoMillis(eventTime));
    text.append("\",\"event_details\":").append(reading.data()).append('}');
    return new SentEvent(
        taken,
        new SendKind.Fresh(),
        event,
        new OutgoingRecord(reading.deviceId(), text.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
