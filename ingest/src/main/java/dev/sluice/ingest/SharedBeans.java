package dev.sluice.ingest;

import dev.sluice.model.AcceptanceWindow;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/// What every transport judges times by.
@Factory
final class SharedBeans {
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  AcceptanceWindow acceptanceWindow(IngestConfig config) {
    return config.acceptanceWindow();
  }
}
