package dev.sluice.query.read;

/// The double holds the contract, so tests above it may stand on it.
final class InMemoryDayRepositoryTest extends DayRepositoryContract {
  private final InMemoryStore store = new InMemoryStore(new SettableClock(Events.NOW));

  @Override
  protected DayRepository repository() {
    return store;
  }

  @Override
  protected Store store() {
    return store;
  }
}
