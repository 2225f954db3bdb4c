package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.cache.RecentlyUsed;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Timestamps;
import dev.sluice.quality.Observation;
import dev.sluice.quality.Outcome;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.ShardReleased;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts what a shard received, by minute and event type, each event once: only what lies beyond
/// the last position of its minute's counter is added, and only to the very counter that was looked
/// at. So nothing that is read again, by whomever and in whatever batches, counts again.
///
/// One per shard: it remembers the latest counters, so that a minute is read once. What it
/// remembers wrongly costs a repetition and no more.
public final class QualityCount {
  private static final int REMEMBERED_MINUTES = 8;

  private final Counters counters;
  private final Duration retention;
  private final QualityMeters meters;
  private final Map<Instant, QualityMinute> remembered = new RecentlyUsed<>(REMEMBERED_MINUTES);

  /// @param retention how long a counter is kept after its minute
  /// @param meters shared by all shards
  public QualityCount(Counters counters, Duration retention, QualityMeters meters) {
    this.counters = counters;
    this.retention = retention;
    this.meters = meters;
  }

  /// What is neither stored nor refused is a duplicate: an event whose id was erased too, since its
  /// id has come before.
  ///
  /// @param sightings in the order of the shard
  /// @return how many events were added to counters
  public int count(
      List<Sighting> sightings,
      List<StoredEvent> stored,
      List<DeadLetter> refused,
      ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<String, Outcome> outcomes = HashMap.newHashMap(stored.size() + refused.size());
    stored.forEach(item -> outcomes.put(item.position(), Outcome.STORED));
    refused.forEach(letter -> outcomes.put(letter.origin().position().text(), outcome(letter)));
    Map<Instant, List<Observation>> open = new TreeMap<>();
    for (Sighting seen : sightings) {
      Outcome outcome = outcomes.getOrDefault(seen.position(), Outcome.DUPLICATE);
      open.computeIfAbsent(Timestamps.minute(seen.received()), minute -> new ArrayList<>())
          .add(new Observation(seen.position(), seen.received(), seen.findings(), outcome));
    }
    int added = 0;
    while (!open.isEmpty()) {
      added += add(open, control);
    }
    return added;
  }

  private static Outcome outcome(DeadLetter letter) {
    return letter.rejection().reason() == RejectReason.ID_COLLISION
        ? Outcome.ID_COLLISION
        : Outcome.REJECTED;
  }

  /// @param open loses the minutes that are done
  private int add(Map<Instant, List<Observation>> open, ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<Counters.Change, List<Observation>> news = news(open, control.shard());
    open.keySet().retainAll(news.keySet().stream().map(c -> c.after().minute()).toList());
    Iterator<Counters.Result> results =
        counters.replace(List.copyOf(news.keySet()), control).iterator();
    int added = 0;
    for (Map.Entry<Counters.Change, List<Observation>> one : news.entrySet()) {
      QualityMinute after = one.getKey().after();
      switch (results.next()) {
        case Counters.Result.Replaced _ -> {
          remembered.put(after.minute(), after);
          open.remove(after.minute());
          meters.counted(one.getValue());
          added += one.getValue().size();
        }
        case Counters.Result.Differs(QualityMinute current) -> remember(after.minute(), current);
      }
    }
    return added;
  }

  /// What each minute's counter is to become, and what that adds to it.
  private Map<Counters.Change, List<Observation>> news(
      Map<Instant, List<Observation>> open, ShardRef shard) {
    Map<Counters.Change, List<Observation>> news = new LinkedHashMap<>();
    open.forEach((minute, observations) -> {
      QualityMinute before = remembered.get(minute);
      QualityMinute base = before == null ? empty(minute, shard) : before;
      List<Observation> beyond = base.beyond(observations);
      if (!beyond.isEmpty()) {
        news.put(new Counters.Change(before, base.plus(beyond)), beyond);
      }
    });
    return news;
  }

  private QualityMinute empty(Instant minute, ShardRef shard) {
    String name = shard.streamCreated().toEpochMilli() + "/" + shard.shardId();
    return QualityMinute.empty(minute, name, retention);
  }

  private void remember(Instant minute, @Nullable QualityMinute current) {
    if (current == null) {
      remembered.remove(minute);
    } else {
      remembered.put(minute, current);
    }
  }
}
