package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.pipeline.Journal.Action;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counters in a map.
final class InMemoryCounters implements Counters {
  private final Map<String, QualityMinute> kept = new ConcurrentHashMap<>();
  private final Journal journal;

  InMemoryCounters(Journal journal) {
    this.journal = journal;
  }

  @Override
  public List<Result> replace(List<Change> changes, ShardControl control) throws ShardReleased {
    List<Result> results = new ArrayList<>();
    for (Change change : changes) {
      results.add(replace(change));
    }
    return results;
  }

  private synchronized Result replace(Change change) throws ShardReleased {
    QualityMinute after = change.after();
    journal.does(new Action.Counted(after.key()));
    QualityMinute current = kept.get(after.key());
    String found = current == null ? "" : current.lastPosition();
    String expected = change.before() == null ? "" : change.before().lastPosition();
    if (!found.equals(expected)) {
      return new Result.Differs(current);
    }
    kept.put(after.key(), after);
    return new Result.Replaced();
  }

  Map<String, QualityMinute> kept() {
    return kept;
  }
}
