package dev.sluice.e2e.worker;

import dev.sluice.consumer.pipeline.EventWriter;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.e2e.guarantee.TraceEntry;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.List;

/// Notes which events were stored.
record TracedEventWriter(EventWriter events) implements EventWriter {

  @Override
  public List<Result> write(List<StoredEvent> items, ShardControl control)
      throws ShardReleased, InterruptedException {
    if (items.isEmpty()) {
      return events.write(items, control);
    }
    TracedSession session = TracedSession.of(control);
    List<Result> results =
        session.run(items, FaultPoint.HALF_STORED, some -> written(some, session));
    session.meet(FaultPoint.AFTER_STORE);
    return results;
  }

  private List<Result> written(List<StoredEvent> some, TracedSession session)
      throws ShardReleased, InterruptedException {
    List<Result> results = events.write(some, session);
    for (int i = 0; i < some.size(); i++) {
      if (results.get(i) instanceof Result.Written) {
        StoredEvent item = some.get(i);
        session.note((now, name) ->
            new TraceEntry.Stored(
                now,
                name,
                item.event().eventId(),
                item.position(),
                item.event().deviceId(),
                item.event().eventType(),
                item.key().eventKey()));
      }
    }
    return results;
  }
}
