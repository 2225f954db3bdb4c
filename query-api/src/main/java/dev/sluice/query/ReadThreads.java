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
import java.util.concurrent.TimeUnit;

/// Runs what asks the store, each on a virtual thread of its own. A slow store costs waiting
/// clients, not memory: before anything is handed over, [ReadBound#requireRoom] is asked.
///
/// Controllers name it in `@ExecuteOn(ReadThreads.NAME)`, and are refused by
/// `dev.sluice.query.http.ReadFilter`; an executor that refused would be answered with 500.
public final class ReadThreads extends AbstractExecutorService {
  public static final String NAME = "reads";

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("read-", 0).factory());
  private final ReadBound bound;

  ReadThreads(ReadBound bound) {
    this.bound = bound;
  }

  @Override
  public void execute(Runnable read) {
    bound.enter();
    boolean handedOver = false;
    try {
      threads.execute(() -> {
        try {
          read.run();
        } finally {
          bound.leave();
        }
      });
      handedOver = true;
    } finally {
      if (!handedOver) {
        bound.leave();
      }
    }
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
    ReadBound bound(QueryConfig config, MeterRegistry registry) {
      ReadBound bound = new ReadBound(config.maxConcurrentRequests());
      Gauge.builder("sluice.query.reads", bound, ReadBound::running).register(registry);
      return bound;
    }

    @Singleton
    @Named(NAME)
    @Bean(preDestroy = "shutdown")
    ExecutorService reads(ReadBound bound) {
      return new ReadThreads(bound);
    }
  }
}
