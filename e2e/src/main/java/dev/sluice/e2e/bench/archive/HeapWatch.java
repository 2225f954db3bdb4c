package dev.sluice.e2e.bench.archive;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Sees how much the heap holds, garbage included: looks every few milliseconds.
final class HeapWatch {
  private static final long EVERY_MS = 10;

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("heap-watch").unstarted(this::run);
  private long most;

  private HeapWatch() {}

  static HeapWatch start() {
    HeapWatch watch = new HeapWatch();
    watch.thread.start();
    return watch;
  }

  private void run() {
    try {
      do {
        most = Math.max(most, memory.getHeapMemoryUsage().getUsed());
      } while (!stopped.await(EVERY_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return the most bytes that were seen
  long stop() throws InterruptedException {
    stopped.countDown();
    thread.join();
    return most;
  }
}
