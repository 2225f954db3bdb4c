package dev.sluice.query.read;

import dev.sluice.model.Event;
import java.util.Collection;

/// The double holds the contract, so tests above it may stand on it.
final class InMemoryArchiveTest extends ArchiveRepositoryContract {
  private final InMemoryArchive archive = new InMemoryArchive();

  @Override
  protected ArchiveRepository repository() {
    return archive;
  }

  @Override
  protected void archive(Collection<Event> events) {
    events.forEach(archive::archive);
  }
}
