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

  private final double rate;
  private final FleetSettings fleet;
  private final IngestPoint ingest;
  private long sentBefore;
  private @Nullable FleetRun current;
  private boolean stopped;

  /// @param rate sends a second
  /// @param acceptedPast what the consumer accepts; some events are sent on purpose beyond
  Traffic(double rate, int devices, long seed, Duration acceptedPast, IngestPoint ingest) {
    this.rate = rate;
    this.fleet =
        FleetSettings.ofSeed(seed)
            .withDevices(devices)
            .withShares(MISBEHAVIOUR)
            .withClock(new DeviceClock(Duration.ZERO, acceptedPast, Duration.ofMinutes(10)));
    this.ingest = ingest;
  }

  /// Sends until [#stop]; to be run by one thread.
  void run() throws InterruptedException {
    try (Readings readings = Readings.bundled()) {
      drive(pacer ->
          new ReplayTimeline(
              readings, new Spacing.Even(rate), pacer.start(), EventIds.OF_THIS_REPLAY));
    }
    drive(pacer ->
        new FleetTimeline(new Fleet(fleet), Schedule.steady(rate), FleetTimeline.Limit.NONE));
  }

  private void drive(Function<Pacer, Timeline> timeline) throws InterruptedException {
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
