package dev.sluice.query.http;

import dev.sluice.query.live.InMemoryFeedStore;
import dev.sluice.query.read.Events;
import dev.sluice.query.read.InMemoryArchive;
import dev.sluice.query.read.InMemoryStore;
import dev.sluice.query.read.SettableClock;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/// The store in memory and a clock that stands, in place of the real ones.
@Factory
@Requires(property = "test.store", value = "memory")
final class TestBeans {
  @Singleton
  @Primary
  SettableClock clock() {
    return new SettableClock(Events.NOW);
  }

  @Singleton
  @Primary
  InMemoryArchive archive() {
    return new InMemoryArchive();
  }

  @Singleton
  @Primary
  InMemoryStore store(SettableClock clock) {
    return new InMemoryStore(clock);
  }

  @Singleton
  @Primary
  InMemoryFeedStore feed() {
    return new InMemoryFeedStore();
  }
}
