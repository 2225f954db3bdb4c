package dev.sluice.ingest.sqs;

import dev.sluice.ingest.publish.InMemoryPublisher;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/// A stream in memory, where a test asks for one.
@Factory
@Requires(property = "test.publisher")
final class TestPublisher {

  @Singleton
  @Primary
  InMemoryPublisher publisher() {
    return new InMemoryPublisher();
  }
}
