package dev.sluice.stream.service;

import dev.sluice.stream.ShardBoard;
import dev.sluice.stream.WorkerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/// What every service of workers has, whatever it does with records.
@Factory
final class ServiceFactory {

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  ShardBoard board(WorkerSettings settings, MeterRegistry registry, Clock clock) {
    return new ShardBoard(settings.application(), registry, clock);
  }
}
