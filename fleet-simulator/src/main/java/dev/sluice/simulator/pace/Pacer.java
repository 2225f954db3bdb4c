package dev.sluice.simulator.pace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Holds a sender to offsets from its start. A sender that falls behind may catch up by a bounded
/// amount; the rest is forgiven by moving the start, so that an outage is not followed by a flood.
///
/// One thread waits; any thread may [#stop].
public final class Pacer {
  /// How often a wait looks whether it was stopped.
  private static final long SLICE_NANOS = Duration.ofMillis(100).toNanos();

  private final Ticker ticker;
  private final long lingerNanos;
  private final long catchUpNanos;
  private final long startNanos;
  private final Instant start;
  private long forgivenNanos;
  private long lastReturn;
  private volatile boolean stopped;

  /// Starts the time.
  ///
  /// @param linger the least time between two waits, so that sends gather to batches; no send is
  ///   more than this late
  /// @param catchUp how much lost time is made up for at full speed
  public Pacer(Clock clock, Ticker ticker, Duration linger, Duration catchUp) {
    if (linger.isNegative() || catchUp.isNegative()) {
      throw new IllegalArgumentException(
          "linger " + linger + " or catch-up " + catchUp + " is below zero");
    }
    this.ticker = ticker;
    this.lingerNanos = linger.toNanos();
    this.catchUpNanos = catchUp.toNanos();
    this.startNanos = ticker.nanos();
    this.start = clock.instant();
    this.lastReturn = startNanos - lingerNanos;
  }

  /// Linger 10 ms, catch up 5 s.
  public static Pacer standard(Clock clock, Ticker ticker) {
    return new Pacer(clock, ticker, Duration.ofMillis(10), Duration.ofSeconds(5));
  }

  /// When the time began.
  public Instant start() {
    return start;
  }

  /// The instant of an offset, lost time that was forgiven included.
  public Instant at(long offsetNanos) {
    return start.plusNanos(offsetNanos + forgivenNanos);
  }

  public boolean isDue(long offsetNanos) {
    return ticker.nanos() - startNanos >= offsetNanos + forgivenNanos;
  }

  /// Waits until an offset is due.
  ///
  /// @return false if stopped instead
  public boolean await(long offsetNanos) throws InterruptedException {
    long due = startNanos + offsetNanos + forgivenNanos;
    long until = due - lastReturn > lingerNanos ? due : lastReturn + lingerNanos;
    long left = until - ticker.nanos();
    while (left > 0 && !stopped) {
      ticker.sleep(Math.min(left, SLICE_NANOS));
      left = until - ticker.nanos();
    }
    lastReturn = ticker.nanos();
    forgivenNanos += Math.max(0, lastReturn - due - catchUpNanos);
    return !stopped;
  }

  public Duration forgiven() {
    return Duration.ofNanos(forgivenNanos);
  }

  /// Ends waits now and for ever.
  public void stop() {
    stopped = true;
  }
}
