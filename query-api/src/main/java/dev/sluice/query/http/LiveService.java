package dev.sluice.query.http;

import dev.sluice.query.LiveConfig;
import dev.sluice.query.live.FeedReader;
import dev.sluice.query.live.FeedStore;
import dev.sluice.query.live.Hub;
import dev.sluice.query.live.LiveBodies;
import dev.sluice.query.live.ResumeTokens;
import dev.sluice.query.live.WindowFill;
import dev.sluice.query.read.WindowRepository;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the feed read and the hub ticking for as long as the service runs.
@Context
final class LiveService {
  private static final Logger LOG = LoggerFactory.getLogger(LiveService.class);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /// Of the connections to the store that there are for reads of the feed.
  private static final int CALLS_AT_ONCE = 8;

  private final Hub hub;
  private final ExecutorService calls =
      Executors.newFixedThreadPool(CALLS_AT_ONCE, Thread.ofVirtual().name("feed-", 0).factory());
  private final Thread reading;
  private final Thread ticking;

  LiveService(FeedStore store, WindowRepository windows, Hub hub, LiveConfig config, Clock clock) {
    this.hub = hub;
    FeedReader reader = new FeedReader(store, hub, config.pace(), calls, clock);
    reading =
        Thread.ofPlatform()
            .daemon()
            .name("feed")
            .start(() -> read(reader, new WindowFill(hub, windows), config));
    ticking = Thread.ofPlatform().daemon().name("live").start(this::tick);
  }

  @Factory
  static final class Hubs {
    @Singleton
    @Bean(preDestroy = "close")
    Hub hub(
        LiveConfig config,
        LiveBodies bodies,
        ResumeTokens tokens,
        Clock clock,
        MeterRegistry registry) {
      Hub hub = new Hub(config.limits(), config.ringBytes(), bodies, tokens, clock);
      Gauge.builder("sluice.live.connections", hub, Hub::connections).register(registry);
      Gauge.builder("sluice.live.queued", hub, Hub::queuedBytes)
          .baseUnit("bytes")
          .register(registry);
      return hub;
    }
  }

  private void read(FeedReader reader, WindowFill windows, LiveConfig config) {
    Duration pause = config.pollItems();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        boolean whole = reader.round();
        windows.round();
        pause = whole ? config.pollItems() : longer(pause);
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        pause = longer(pause);
        LOG.error("the feed could not be read; it is tried again in {}", pause, e);
      }
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private void tick() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(TICK);
        hub.tick();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("a tick of the live connections failed", e);
      }
    }
  }

  @PreDestroy
  void stop() {
    reading.interrupt();
    ticking.interrupt();
    calls.shutdownNow();
  }
}
