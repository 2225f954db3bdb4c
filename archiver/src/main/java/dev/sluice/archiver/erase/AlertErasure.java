package dev.sluice.archiver.erase;

import dev.sluice.archiver.erase.Removed.Kind;
import dev.sluice.dynamodb.Erasure;
import dev.sluice.model.Timestamps;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Removes the alerts about a device, how it stands with rules, and the notes on which dates it has
/// events. Comes after its events and its summary: nobody raises a silence of a device that has no
/// summary, and a date keeps its note while events of it are left, those sent after the erasure.
///
/// States go first, so that none brings an alert back. They go whole: a device that sends on is new
/// to the rules.
public final class AlertErasure implements Step {
  private static final int SEGMENTS = 8;

  /// Notes of dates expire with the events of the date, long before this.
  private static final int DAYS_BACK = 400;

  private static final int DAYS_AHEAD = 2;

  private final AlertTables tables;

  public AlertErasure(AlertTables tables) {
    this.tables = tables;
  }

  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public List<String> run(Work work) {
    Erasure erasure = work.erasure();
    for (String rule : tables.states(erasure.deviceId())) {
      if (!work.dryRun()) {
        tables.deleteState(erasure.deviceId(), rule);
      }
      work.removed().add(Kind.ALERT_STATES, 1);
    }
    LongAdder looked = new LongAdder();
    IntStream.range(0, SEGMENTS)
        .boxed()
        .gather(Gatherers.mapConcurrent(SEGMENTS, segment -> alerts(segment, looked, work)))
        .forEach(segment -> tell(looked, work));
    eraseDays(work);
    return List.of();
  }

  private int alerts(int segment, LongAdder looked, Work work) {
    Erasure erasure = work.erasure();
    try (Stream<AlertTables.AlertKey> alerts =
        tables.alerts(
            erasure.deviceId(),
            erasure.erasedAt(),
            segment,
            SEGMENTS,
            count -> {
              looked.add(count);
              tell(looked, work);
            })) {
      alerts.forEach(alert -> {
        if (!work.dryRun()) {
          tables.delete(alert);
        }
        work.removed().add(Kind.ALERTS, 1);
      });
    }
    return segment;
  }

  private static void tell(LongAdder looked, Work work) {
    work.progress()
        .at(
            String.format(
                Locale.ROOT,
                "%,d alerts looked at, %,d of the device",
                looked.sum(),
                work.removed().of(Kind.ALERTS)));
  }

  private void eraseDays(Work work) {
    String device = work.erasure().deviceId();
    LocalDate today = Timestamps.day(work.erasure().erasedAt());
    IntStream.rangeClosed(-DAYS_AHEAD, DAYS_BACK)
        .mapToObj(today::minusDays)
        .gather(Gatherers.mapConcurrent(SEGMENTS, date -> eraseDay(device, date, work)))
        .filter(Boolean::booleanValue)
        .forEach(gone -> work.removed().add(Kind.DEVICE_DAYS, 1));
  }

  /// @return whether it is gone
  private boolean eraseDay(String device, LocalDate date, Work work) {
    if (!tables.hasDay(device, date)) {
      return false;
    }
    if (!work.dryRun()) {
      if (tables.hasEvents(device, date)) {
        return false;
      }
      tables.deleteDay(device, date);
    }
    return true;
  }
}
