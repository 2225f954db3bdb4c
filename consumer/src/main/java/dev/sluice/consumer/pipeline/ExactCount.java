package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.cache.RecentlyUsed;
import dev.sluice.dynamodb.ShardCounter;
import dev.sluice.model.Positioned;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Adds to the counters of a shard what happened in it, each thing once: only what lies beyond the
/// last position of its counter is added, and only to the very counter that was looked at. So
/// nothing that is read again, by whomever and in whatever batches, counts again.
///
/// One per shard and kind of counters: it remembers the latest counters, so that each is read once.
/// What it remembers wrongly costs a repetition and no more.
final class ExactCount<C extends ShardCounter<C, T>, T extends Positioned> {
  private final Counters<C> counters;
  private final int most;
  private final Map<Place, C> remembered;

  private record Place(String bucket, String key) {
    static Place of(ShardCounter<?, ?> counter) {
      return new Place(counter.bucket(), counter.key());
    }
  }

  /// What belongs to one counter.
  ///
  /// @param empty the counter without anything counted
  /// @param things in the order of the shard
  record Part<C, T>(C empty, List<T> things) {}

  /// Hears of each part once it is counted, by us now or by somebody before.
  interface Listener<C, T> {
    /// @param counter as it is kept now
    /// @param added by us now
    void counted(C counter, List<T> added);
  }

  /// @param most counters to remember, and to change at a time
  ExactCount(Counters<C> counters, int most) {
    this.counters = counters;
    this.most = most;
    this.remembered = new RecentlyUsed<>(most);
  }

  /// @param parts of different counters
  void count(List<Part<C, T>> parts, ShardControl control, Listener<C, T> listener)
      throws ShardReleased, InterruptedException {
    for (int from = 0; from < parts.size(); from += most) {
      List<Part<C, T>> open = parts.subList(from, Math.min(parts.size(), from + most));
      while (!open.isEmpty()) {
        open = countOnce(open, control, listener);
      }
    }
  }

  private record Addition<C, T>(Part<C, T> part, Counters.Change<C> change, List<T> news) {}

  /// @return what somebody else changed meanwhile
  private List<Part<C, T>> countOnce(
      List<Part<C, T>> open, ShardControl control, Listener<C, T> listener)
      throws ShardReleased, InterruptedException {
    List<Addition<C, T>> additions = new ArrayList<>(open.size());
    for (Part<C, T> part : open) {
      C before = remembered.get(Place.of(part.empty()));
      C base = before == null ? part.empty() : before;
      List<T> news = base.beyond(part.things());
      if (news.isEmpty()) {
        listener.counted(base, news);
      } else {
        additions.add(new Addition<>(part, new Counters.Change<>(before, base.plus(news)), news));
      }
    }
    return apply(additions, control, listener);
  }

  private List<Part<C, T>> apply(
      List<Addition<C, T>> additions, ShardControl control, Listener<C, T> listener)
      throws ShardReleased, InterruptedException {
    if (additions.isEmpty()) {
      return List.of();
    }
    List<Part<C, T>> left = new ArrayList<>();
    Iterator<Counters.Result<C>> results =
        counters.replace(additions.stream().map(Addition::change).toList(), control).iterator();
    for (Addition<C, T> addition : additions) {
      C after = addition.change().after();
      switch (results.next()) {
        case Counters.Result.Replaced<C> _ -> {
          remembered.put(Place.of(after), after);
          listener.counted(after, addition.news());
        }
        case Counters.Result.Differs<C>(C current) -> {
          remember(Place.of(after), current);
          left.add(addition.part());
        }
      }
    }
    return left;
  }

  private void remember(Place place, @Nullable C current) {
    if (current == null) {
      remembered.remove(place);
    } else {
      remembered.put(place, current);
    }
  }
}
