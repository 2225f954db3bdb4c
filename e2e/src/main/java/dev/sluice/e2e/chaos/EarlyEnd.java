package dev.sluice.e2e.chaos;

import java.util.concurrent.CountDownLatch;

/// Lets a run come to its end when the JVM is told to stop, and then gives its exit code to the
/// process, which would otherwise end with the number of the signal.
final class EarlyEnd {
  private final CountDownLatch wanted = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::endRun, "end-early");
  private volatile int exit;

  private EarlyEnd() {}

  static EarlyEnd onCtrlC() {
    EarlyEnd end = new EarlyEnd();
    Runtime.getRuntime().addShutdownHook(end.hook);
    return end;
  }

  private void endRun() {
    wanted.countDown();
    try {
      over.await();
      Runtime.getRuntime().halt(exit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Reaches zero when the run is to end.
  CountDownLatch latch() {
    return wanted;
  }

  /// The run has ended, early or not.
  void over(int exitCode) {
    exit = exitCode;
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      over.countDown(); // the hook runs, and waits for this
    }
  }
}
