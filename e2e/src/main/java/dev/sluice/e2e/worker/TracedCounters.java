package dev.sluice.e2e.worker;

import dev.sluice.consumer.pipeline.Counters;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.List;

/// Meets the fault points around the counting of a batch.
record TracedCounters(Counters counters) implements Counters {

  @Override
  public List<Result> replace(List<Change> changes, ShardControl control)
      throws ShardReleased, InterruptedException {
    TracedSession session = TracedSession.of(control);
    session.meet(FaultPoint.BEFORE_COUNT);
    List<Result> results = counters.replace(changes, session);
    session.meet(FaultPoint.AFTER_COUNT);
    return results;
  }
}
