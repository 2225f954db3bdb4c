package dev.sluice.query.http;

import dev.sluice.query.read.Events;
import dev.sluice.query.read.SettableClock;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/// A clock that stands at the noon of the sample data, over a real store.
@Factory
@Requires(property = "test.clock", value = "noon")
final class TestClock {
  @Singleton
  @Primary
  SettableClock clock() {
    return new SettableClock(Events.NOW);
  }
}
