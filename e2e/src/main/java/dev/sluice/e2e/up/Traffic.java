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
import dev.sluice.simulator.command.Transport;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Ticker;
import dev.sluice.simulator.replay.EventIds;
import dev.sluice.simulator.replay.Readings;
import dev.sluice.simulator.replay.ReplayTimeline;
import dev.sluice.simulator.replay.Spacing;
import dev.sluice.simulator.submission.SubmissionTimeline;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What `up` sends: the recorded readings once, then a simulated fleet until it is stopped; over
/// SQS, submissions from the start. The fleet misbehaves a little, so that every outcome can be
/// watched.
final class Traffic {
  private static final Shares MISBEHAVIOUR = new Shares(0.02, 0.005, 0.01, 0.005);
  private static final ProgressListener UNHEARD = progress -> {};

  private final Transport transport;
  private final Schedule schedule;
  private final FleetSettings fleet;
  private Sent before = new Sent(0, 0);
  private @Nullable Leg current;
  private boolean stopped;

  /// @param events that were acknowledged, those refused on arrival included
  /// @param refused which whoever sent them was told of
  record Sent(long events, long refused) {
    private Sent and(Sent other) {
      return new Sent(events + other.events, refused + other.refused);
    }
  }

  /// A run and how many events a send of it is.
  private record Leg(FleetRun run, SendLog log, ToLongFunction<SendLog.Totals> events) {
    Sent sent(SendLog.Totals totals) {
      return new Sent(
          events.applyAsLong(totals),
          log.refusalsByReason().values().stream().mapToLong(Long::longValue).sum());
    }
  }

  /// @param rate events a second; submissions over SQS
  /// @param acceptedPast what the consumer accepts; some events are sent on purpose beyond
  /// @throws IllegalArgumentException naming the value that will not do
  Traffic(Transport transport, double rate, int devices, long seed, Duration acceptedPast) {
    this.transport = transport;
    this.schedule = Schedule.steady(rate);
    FleetSettings settings =
        FleetSettings.ofSeed(seed)
            .withDevices(devices)
            .withShares(MISBEHAVIOUR)
            .withClock(new DeviceClock(Duration.ZERO, acceptedPast, Duration.ofMinutes(10)));
    this.fleet =
        transport == Transport.KINESIS
            ? settings
            : settings.withShape(settings.shape().withDeviceWritten());
  }

  /// Sends until [#stop]; to be run by one thread.
  void run(IngestPoint ingest) throws InterruptedException {
    if (transport == Transport.SQS) {
      submit(ingest);
      return;
    }
    try (Readings readings = Readings.bundled()) {
      drive(
          pacer ->
              new ReplayTimeline(
                  readings,
                  new Spacing.Even(schedule.perSecond()),
                  pacer.start(),
                  EventIds.OF_THIS_REPLAY),
          ingest,
          SendLog.Totals::acknowledged);
    }
    drive(
        pacer -> new FleetTimeline(new Fleet(fleet), schedule, FleetTimeline.Limit.NONE),
        ingest,
        SendLog.Totals::acknowledged);
  }

  private void submit(IngestPoint ingest) throws InterruptedException {
    SubmissionTimeline submissions =
        new SubmissionTimeline(
            new SubmissionTimeline.Settings(fleet.seed(), fleet.devices(), fleet.shares()),
            schedule,
            FleetTimeline.Limit.NONE);
    drive(pacer -> submissions, ingest, totals -> submissions.events());
  }

  private void drive(
      Function<Pacer, Timeline> timeline, IngestPoint ingest, ToLongFunction<SendLog.Totals> events)
      throws InterruptedException {
    Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
    Leg leg;
    synchronized (this) {
      if (stopped) {
        return;
      }
      SendLog log = SendLog.counting();
      leg =
          new Leg(FleetRun.start(timeline.apply(pacer), pacer, ingest, log, UNHEARD), log, events);
      current = leg;
    }
    Sent sent = leg.sent(leg.run().await());
    synchronized (this) {
      before = before.and(sent);
      current = null;
    }
  }

  /// Nothing is sent any more once this returns.
  ///
  /// @return what was acknowledged
  Sent stop() throws InterruptedException {
    Leg leg;
    synchronized (this) {
      stopped = true;
      leg = current;
    }
    Sent last = leg == null ? new Sent(0, 0) : leg.sent(leg.run().stop());
    synchronized (this) {
      return current == null ? before : before.and(last);
    }
  }
}
