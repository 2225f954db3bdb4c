package dev.sluice.stream.kcl;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks again and again whether the lease table answers. The library itself only logs that it does
/// not; and once its leases have run out, a worker has no shard left of which to complain.
final class LeaseTableProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseTableProbe.class);

  private final Callable<?> ask;
  private final Duration period;
  private final Consumer<Boolean> told;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("lease-table-probe").unstarted(this::run);

  /// @param ask throws when there is no answer; has a time limit of its own
  /// @param told whether there was one, each time
  LeaseTableProbe(Callable<?> ask, Duration period, Consumer<Boolean> told) {
    this.ask = ask;
    this.period = period;
    this.told = told;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closing.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
        told.accept(answers());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      ask.call();
      return true;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      LOG.debug("the lease table does not answer", e);
      return false;
    }
  }

  /// Nothing is told any more after an answer that is on its way.
  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
  }
}
