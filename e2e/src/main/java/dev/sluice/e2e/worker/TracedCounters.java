package dev.sluice.e2e.worker;

import dev.sluice.consumer.pipeline.Counters;
import dev.sluice.dynamodb.ShardCounter;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.List;
import java.util.Optional;

/// Meets the fault points around the counting of a batch.
record TracedCounters<C extends ShardCounter<C, ?>>(
    Counters<C> counters, Optional<FaultPoint> before, FaultPoint after) implements Counters<C> {

  @Override
  public List<Result<C>> replace(List<Change<C>> changes, ShardControl control)
      throws ShardReleased, InterruptedException {
    TracedSession session = TracedSession.of(control);
    if (before.isPresent()) {
      session.meet(before.get());
    }
    List<Result<C>> results = counters.replace(changes, session);
    session.meet(after);
    return results;
  }
}
