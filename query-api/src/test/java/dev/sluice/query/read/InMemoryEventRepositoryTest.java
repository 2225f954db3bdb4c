package dev.sluice.query.read;

/// The double holds the contract, so tests above it may stand on it.
final class InMemoryEventRepositoryTest extends EventRepositoryContract {
  private final InMemoryStore store = new InMemoryStore(clock);

  @Override
  protected EventRepository repository() {
    return store;
  }

  @Override
  protected Store store() {
    return store;
  }
}
