package dev.sluice.e2e.up;

import dev.sluice.simulator.DeviceClock;
import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.ProgressListener;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.Shares;
import dev.sluice.simulator.Timeline;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Ticker;
import dev.sluice.simulator.replay.EventIds;
import dev.sluice.simulator.replay.Readings;
import dev.sluice.simulator.replay.ReplayTimeline;
import dev.sluice.simulator.replay.Spacing;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What `up` sends: the recorded readings once, then a simulated fleet until it is stopped. The
/// fleet misbehaves a little, so that every outcome can be watched.
final class Traffic {
  private static final Shares MISBEHAVIOUR = new Shares(0.02, 0.005, 0.01, 0.005);
  private static final ProgressListener UNHEARD = progress -> {};

  private final Schedule schedule;
  private final FleetSettings fleet;
  private long sentBefore;
  private @Nullable FleetRun current;
  private boolean stopped;

  /// @param rate sends a second
  /// @param acceptedPast what the consumer accepts; some events are sent on purpose beyond
  /// @throws IllegalArgumentException naming the value that will not do
  Traffic(double rate, int devices, long seed, Duration acceptedPast) {
    this.schedule = Schedule.steady(rate);
    this.fleet =
        FleetSettings.ofSeed(seed)
            .withDevices(devices)
            .withShares(MISBEHAVIOUR)
            .withClock(new DeviceClock(Duration.ZERO, acceptedPast, Duration.ofMinutes(10)));
  }

  /// Sends until [#stop]; to be run by one thread.
  void run(IngestPoint ingest) throws InterruptedException {
    try (Readings readings = Readings.bundled()) {
      drive(
          pacer ->
              new ReplayTimeline(
                  readings,
                  new Spacing.Even(schedule.perSecond()),
                  pacer.start(),
                  EventIds.OF_THIS_REPLAY),
          ingest);
    }
    drive(pacer -> new FleetTimeline(new Fleet(fleet), schedule, FleetTimeline.Limit.NONE), ingest);
  }

  private void drive(Function<Pacer, Timeline> timeline, IngestPoint ingest)
      throws InterruptedException {
    Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
    FleetRun run;
    synchronized (this) {
      if (stopped) {
        return;
      }
      run = FleetRun.start(timeline.apply(pacer), pacer, ingest, SendLog.counting(), UNHEARD);
      current = run;
    }
    SendLog.Totals totals = run.await();
    synchronized (this) {
      sentBefore += totals.acknowledged();
      current = null;
    }
  }

  /// Nothing is sent any more once this returns.
  ///
  /// @return how many sends Kinesis acknowledged
  long stop() throws InterruptedException {
    FleetRun run;
    synchronized (this) {
      stopped = true;
      run = current;
    }
    long last = run == null ? 0 : run.stop().acknowledged();
    synchronized (this) {
      return current == null ? sentBefore : sentBefore + last;
    }
  }
}
