package dev.sluice.simulator.pace;

import java.util.concurrent.TimeUnit;

/// A clock to wait on; it never goes back.
public interface Ticker {

  /// Nanoseconds since some fixed instant.
  long nanos();

  /// Waits. May return early.
  void sleep(long nanos) throws InterruptedException;

  static Ticker system() {
    return new Ticker() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
      }
    };
  }
}
