package dev.sluice.e2e.deadletters;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C: the batch in work may end, then the thread that works is interrupted; the JVM goes once
/// it has said what was done.
final class GracefulStop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable onStop;
  private final Thread worker;
  private final Thread hook;
  private volatile boolean requested;

  /// For the thread that makes it.
  ///
  /// @param onStop wakes it from waits
  GracefulStop(Runnable onStop) {
    this.onStop = onStop;
    this.worker = Thread.currentThread();
    this.hook = new Thread(this::stop, "stop-replay");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean isRequested() {
    return requested;
  }

  private void stop() {
    requested = true;
    onStop.run();
    try {
      if (!ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        worker.interrupt();
        ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // the hook is running: it is what ended the work
    }
  }
}
