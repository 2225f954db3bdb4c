package dev.sluice.query.read;

import dev.sluice.model.Event;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The archive over a map, for tests of what lies above it.
public final class InMemoryArchive implements ArchiveRepository {
  private final NavigableMap<String, Event> rows = new ConcurrentSkipListMap<>();
  private volatile @Nullable RuntimeException failure;

  public void archive(Event event) {
    rows.put(event.deviceId() + " " + event.key().eventKey(), event);
  }

  /// What each question ends with from now on; null for an answer.
  public void failWith(@Nullable RuntimeException exception) {
    failure = exception;
  }

  @Override
  public Slice<Event> findByDeviceIdAndEventTimeBetween(
      EventRange range, int limit, @Nullable String after) {
    RuntimeException failed = failure;
    if (failed != null) {
      throw failed;
    }
    var order = Places.order(range.order());
    List<Event> rest =
        rows.values().stream()
            .filter(event -> event.deviceId().equals(range.deviceId()))
            .filter(event -> !event.eventTime().isBefore(range.from()))
            .filter(event -> event.eventTime().isBefore(range.to()))
            .filter(event -> range.type() == null || event.eventType().equals(range.type()))
            .filter(event -> after == null || order.compare(event.key().eventKey(), after) > 0)
            .sorted((one, other) -> order.compare(one.key().eventKey(), other.key().eventKey()))
            .toList();
    return rest.size() <= limit
        ? new Slice<>(rest, null)
        : new Slice<>(rest.subList(0, limit), rest.get(limit - 1).key().eventKey());
  }
}
