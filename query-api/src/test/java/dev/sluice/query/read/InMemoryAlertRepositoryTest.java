package dev.sluice.query.read;

/// The double holds the contract, so tests above it may stand on it.
final class InMemoryAlertRepositoryTest extends AlertRepositoryContract {
  private final InMemoryStore store = new InMemoryStore(new SettableClock(Events.NOW));

  @Override
  protected AlertRepository repository() {
    return store;
  }

  @Override
  protected Store store() {
    return store;
  }
}
