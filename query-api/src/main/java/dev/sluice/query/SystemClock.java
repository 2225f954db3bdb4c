package dev.sluice.query;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/// What "expired" and "the last 24 hours" are judged by.
@Factory
final class SystemClock {
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
