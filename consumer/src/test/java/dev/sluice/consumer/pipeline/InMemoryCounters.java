package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.pipeline.Journal.Action;
import dev.sluice.dynamodb.ShardCounter;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counters in a map.
final class InMemoryCounters<C extends ShardCounter<C, ?>> implements Counters<C> {
  private final Map<String, C> kept = new ConcurrentHashMap<>();
  private final Journal journal;

  InMemoryCounters(Journal journal) {
    this.journal = journal;
  }

  @Override
  public List<Result<C>> replace(List<Change<C>> changes, ShardControl control)
      throws ShardReleased {
    List<Result<C>> results = new ArrayList<>();
    for (Change<C> change : changes) {
      results.add(replace(change));
    }
    return results;
  }

  private synchronized Result<C> replace(Change<C> change) throws ShardReleased {
    C after = change.after();
    journal.does(new Action.Counted(name(after)));
    C current = kept.get(name(after));
    String found = current == null ? "" : current.lastPosition();
    String expected = change.before() == null ? "" : change.before().lastPosition();
    if (!found.equals(expected)) {
      return new Result.Differs<>(current);
    }
    kept.put(name(after), after);
    return new Result.Replaced<>();
  }

  private static String name(ShardCounter<?, ?> counter) {
    return counter.bucket() + " " + counter.key();
  }

  Map<String, C> kept() {
    return kept;
  }
}
