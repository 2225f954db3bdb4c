package dev.sluice.ingest.queue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Whether to end, for all who wait for something else meanwhile.
final class Stop {
  private final CountDownLatch requested = new CountDownLatch(1);

  void request() {
    requested.countDown();
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /// Waits as long, unless it is to end.
  ///
  /// @return whether it is to end
  boolean within(Duration time) throws InterruptedException {
    return requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// As [#within], up to half as long again, so that those who were refused together do not come
  /// back together.
  boolean withinAbout(Duration time) throws InterruptedException {
    return within(time.plusNanos(ThreadLocalRandom.current().nextLong(time.toNanos() / 2 + 1)));
  }
}
