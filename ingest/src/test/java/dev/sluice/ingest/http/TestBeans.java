package dev.sluice.ingest.http;

import dev.sluice.http.access.Issuer;
import dev.sluice.ingest.publish.InMemoryPublisher;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/// A stream in memory and a clock that stands, in place of the real ones.
@Factory
@Requires(property = "test.posts", value = "memory")
final class TestBeans {
  @Singleton
  @Primary
  InMemoryPublisher publisher() {
    return new InMemoryPublisher();
  }

  @Singleton
  @Primary
  Clock standing() {
    return Clock.fixed(Issuer.NOW, ZoneOffset.UTC);
  }
}
