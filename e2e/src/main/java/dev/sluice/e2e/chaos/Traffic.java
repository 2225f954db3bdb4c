package dev.sluice.e2e.chaos;

import dev.sluice.e2e.aws.Resources;
import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.SentEvent;
import dev.sluice.simulator.Shares;
import dev.sluice.simulator.Timeline;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A fleet that misbehaves a little and sends at a rate that can be changed while it does. May be
/// stopped and started; all of it is one send log.
public final class Traffic implements AutoCloseable {
  private static final Shares MISBEHAVIOUR = new Shares(0.06, 0.01, 0.02, 0.01);

  /// Long enough for a sender that has to wait for an end of throttling.
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final double perSecond;
  private final Fleet fleet;
  private final SendLog log = SendLog.remembering();
  private final Backlog backlog = new Backlog(Clock.systemUTC());
  private final KinesisIngestPoint ingest = KinesisIngestPoint.connect(Resources.STREAM);
  private volatile double factor = 1;
  private @Nullable FleetRun run;

  public Traffic(long seed, double perSecond) {
    this.perSecond = perSecond;
    this.fleet = new Fleet(FleetSettings.ofSeed(seed).withShares(MISBEHAVIOUR));
  }

  /// Sends until [#stop].
  public synchronized void start() {
    if (run == null) {
      Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
      run = FleetRun.start(new Endless(), pacer, new Followed(), log, progress -> {});
    }
  }

  /// Sends so many times the rate from now on.
  public void multiply(double changed) {
    factor = changed;
  }

  /// Returns when all that was sent is acknowledged.
  ///
  /// @throws IllegalStateException if something stays unanswered
  public synchronized void stop() throws InterruptedException {
    FleetRun last = run;
    if (last == null) {
      return;
    }
    run = null;
    SendLog.Totals totals = last.stop(GRACE);
    if (totals.acknowledged() < totals.sent()) {
      throw new IllegalStateException(
          "of %d sends the stream took only %d within %s"
              .formatted(totals.sent(), totals.acknowledged(), GRACE));
    }
  }

  public SendLog log() {
    return log;
  }

  /// Of what was sent.
  Backlog backlog() {
    return backlog;
  }

  @Override
  public void close() {
    FleetRun last = run;
    if (last != null) {
      last.close();
    }
    ingest.close();
  }

  /// Tells the backlog what the stream has taken.
  private final class Followed implements IngestPoint {
    @Override
    public List<Acknowledgement> send(List<OutgoingRecord> records) throws InterruptedException {
      List<Acknowledgement> taken = ingest.send(records);
      taken.forEach(backlog::accepted);
      return taken;
    }

    @Override
    public void close() {
      ingest.close();
    }
  }

  /// Each send is due one period after the one before, whatever the rate was then.
  private final class Endless implements Timeline {
    private double next;

    @Override
    public OptionalLong nextOffsetNanos() {
      return OptionalLong.of((long) next);
    }

    @Override
    public SentEvent take(Instant due) {
      next += 1e9 / (perSecond * factor);
      return fleet.next(due);
    }
  }
}
