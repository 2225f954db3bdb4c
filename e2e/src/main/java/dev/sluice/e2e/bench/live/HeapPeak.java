package dev.sluice.e2e.bench.live;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Sees how much heap another process uses, garbage included: asks every second.
final class HeapPeak {
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final QueryApiProcess api;
  private final Thread thread;
  private volatile long most;

  private HeapPeak(QueryApiProcess api) {
    this.api = api;
    this.thread = Thread.ofPlatform().daemon().name("heap-peak").start(this::run);
  }

  static HeapPeak watch(QueryApiProcess api) {
    return new HeapPeak(api);
  }

  private void run() {
    try {
      do {
        most = Math.max(most, api.heapBytes());
      } while (!stopped.await(1, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException("the query API does not say how much heap it uses", e);
    }
  }

  /// @return the most bytes that were seen
  long end() throws InterruptedException {
    stopped.countDown();
    thread.join();
    if (!api.isAlive()) {
      throw new IllegalStateException("the query API has ended: its heap was too small");
    }
    return most;
  }
}
