package dev.sluice.query;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs what asks the store, each on a virtual thread of its own, and so many at a time as
/// `sluice.query.max-concurrent-requests` says: a slow store costs waiting clients, not memory.
///
/// Whoever comes on top is refused at once, with [TooManyReadsException]. Controllers name it in
/// `@ExecuteOn(ReadThreads.NAME)`.
public final class ReadThreads extends AbstractExecutorService {
  public static final String NAME = "reads";

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("read-", 0).factory());
  private final int most;
  private final Semaphore free;

  ReadThreads(int most) {
    this.most = most;
    this.free = new Semaphore(most);
  }

  @Override
  public void execute(Runnable read) {
    if (!free.tryAcquire()) {
      throw new TooManyReadsException(most);
    }
    boolean handedOver = false;
    try {
      threads.execute(() -> {
        try {
          read.run();
        } finally {
          free.release();
        }
      });
      handedOver = true;
    } finally {
      if (!handedOver) {
        free.release();
      }
    }
  }

  private int running() {
    return most - free.availablePermits();
  }

  @Override
  public void shutdown() {
    threads.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return threads.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return threads.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return threads.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return threads.awaitTermination(timeout, unit);
  }

  /// Makes the one of the process.
  @Factory
  static final class Beans {
    @Singleton
    @Named(NAME)
    @Bean(preDestroy = "shutdown")
    ExecutorService reads(QueryConfig config, MeterRegistry registry) {
      ReadThreads threads = new ReadThreads(config.maxConcurrentRequests());
      Gauge.builder("sluice.query.reads", threads, ReadThreads::running).register(registry);
      return threads;
    }
  }
}
