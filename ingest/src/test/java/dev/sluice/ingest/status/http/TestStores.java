package dev.sluice.ingest.status.http;

import dev.sluice.ingest.queue.InMemoryRefusedSubmissions;
import dev.sluice.ingest.status.InMemoryStoredIds;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/// Stores in memory, where a test asks for them.
@Factory
@Requires(property = "test.stores")
final class TestStores {

  @Singleton
  @Primary
  InMemoryStoredIds stored() {
    return new InMemoryStoredIds();
  }

  @Singleton
  @Primary
  InMemoryRefusedSubmissions refused() {
    return new InMemoryRefusedSubmissions();
  }
}
