package dev.sluice.e2e.bench.server;

/// Has something done again and again until that makes it no faster: the compiler takes its time,
/// and what is measured meanwhile is the compiler.
public final class WarmUp {
  private static final int MOST = 10;
  private static final double STILL_FASTER = 1.03;

  private WarmUp() {}

  /// Measured anew each time.
  @FunctionalInterface
  public interface Rate {
    double perSecond() throws InterruptedException;
  }

  /// Ten times at most.
  public static void run(Rate rate) throws InterruptedException {
    double best = rate.perSecond();
    for (int i = 1; i < MOST; i++) {
      double next = rate.perSecond();
      if (next < best * STILL_FASTER) {
        return;
      }
      best = next;
    }
  }
}
